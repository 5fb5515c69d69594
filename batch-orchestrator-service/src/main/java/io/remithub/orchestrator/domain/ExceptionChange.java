package io.remithub.orchestrator.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of a payment's exception in one transaction: nothing is said of one that came and went in between. */
public sealed interface ExceptionChange {

    String BY_ITSELF = "HEALED";

    /** Opened, or its causes changed. */
    record Opened(OpenException exception) implements ExceptionChange {}

    /** @param resolution {@link #BY_ITSELF}, or the operator's action */
    record Healed(OpenException exception, String resolution) implements ExceptionChange {}

    static Optional<ExceptionChange> between(
            @Nullable OpenException before,
            List<ExceptionCause> now,
            String resolution,
            Instant at,
            Supplier<String> newId) {
        if (before == null) {
            return now.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Opened(new OpenException(newId.get(), at, 1, now)));
        }
        if (now.isEmpty()) {
            return Optional.of(new Healed(before, resolution));
        }
        return before.causes().equals(now) ? Optional.empty() : Optional.of(new Opened(before.with(now)));
    }
}
