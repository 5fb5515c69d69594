package io.remithub.orchestrator.application;

import io.remithub.messaging.Patience;
import java.util.function.Consumer;

/** Tells what fails for good from what may heal: what stops one payment is to stop no other, and an outage is no payment's. */
final class Attempt {

    private Attempt() {}

    /**
     * @param failed told of what would fail again
     * @return whether it was done
     * @throws RuntimeException of what may heal
     */
    static boolean succeeds(Runnable work, Consumer<RuntimeException> failed) {
        try {
            work.run();
            return true;
        } catch (RuntimeException why) {
            if (Patience.mayHeal(why)) {
                throw why;
            }
            failed.accept(why);
            return false;
        }
    }
}
