package io.remithub.orchestrator.application;

import io.remithub.messaging.Patience;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells what fails for good from what may heal: what stops one payment is to stop no other, and an outage is no payment's. */
final class Attempt {

    private Attempt() {}

    /**
     * @param failed told of what would fail again
     * @return whether it was done
     * @throws RuntimeException of what may heal
     */
    static boolean succeeds(Runnable work, Consumer<RuntimeException> failed) {
        return of(
                        () -> {
                            work.run();
                            return true;
                        },
                        failed)
                .isPresent();
    }

    /** Likewise, and what came of it. */
    static <T> Optional<T> of(Supplier<T> work, Consumer<RuntimeException> failed) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException why) {
            if (Patience.mayHeal(why)) {
                throw why;
            }
            failed.accept(why);
            return Optional.empty();
        }
    }
}
