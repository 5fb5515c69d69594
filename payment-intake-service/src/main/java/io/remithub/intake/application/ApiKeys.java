package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import java.util.Optional;

public interface ApiKeys {

    /** Whoever this key belongs to, while it is neither expired nor revoked. */
    Optional<Caller> find(KeyHash hash);
}
