package io.remithub.orchestrator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How operators work on exceptions. */
@ConfigMapping(prefix = "orchestrator")
public interface WorklistConfig {

    /** How long an exception may stay open. */
    @WithDefault("P1D")
    Duration dueWithin();

    /** The same for some codes, as in {@code orchestrator.due-within-by-code.posting-unconfirmed=PT4H}. */
    Map<String, Duration> dueWithinByCode();

    /** How long word of a claim's registration may take to come, before a payment that waits for it is an exception. */
    @WithDefault("PT5S")
    Duration registrationWithin();

    /** From when on, each night (UTC), the day before is reconciled, and the days before it that are not settled. */
    @WithDefault("06:30")
    LocalTime reconcileAt();

    /** The actions that two people decide on any account: of approve, confirm, void. Accounts under dual control ask for all three. */
    Optional<Set<String>> fourEyes();
}
