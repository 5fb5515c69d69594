package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public interface ApiKeys {

    /** Whoever this key belongs to, while it is neither expired nor revoked. */
    Optional<Known> find(KeyHash hash);

    /** @param requestsPerMinute null: as many as the configuration says */
    record Known(Caller caller, @Nullable Integer requestsPerMinute) {}
}
