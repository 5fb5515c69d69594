package io.remithub.intake.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the door behaves. */
@ConfigMapping(prefix = "intake")
public interface IntakeConfig {

    /** Writes the tenants, accounts and keys of a local stack at start. Never where others can reach the door. */
    @WithDefault("false")
    boolean seed();

    /** Demand as well the members of which the contract says only that they are probably required. */
    @WithDefault("true")
    boolean demandAssumed();

    /** Bodies beyond this are refused unread. */
    @WithDefault("32M")
    MemorySize largestBody();

    /** A body that is read as a whole, which is any but an add's, is refused beyond this. */
    @WithDefault("8M")
    MemorySize largestDocument();

    /** How much of large bodies is in memory at once; else a fifth of the heap. */
    Optional<MemorySize> room();

    /** How long a large body waits for room. Once it has room, half as long is waited for it, and 0.44 s for each MB. */
    @WithDefault("PT30S")
    Duration roomWithin();

    /** One payment of an add beyond this is refused; the rest of the body is checked all the same. */
    @WithDefault("4M")
    MemorySize largestPayment();

    /** How long a request's body may be waited for; once it has room as a large one, {@link #roomWithin} says. */
    @WithDefault("PT60S")
    Duration bodyWithin();

    /** How long a repeated Idempotency-Key still gets the first answer. */
    @WithDefault("PT24H")
    Duration idempotencyWindow();

    /** How long an API key or an account may be remembered: a revoked key works no longer than that. */
    @WithDefault("PT0.5S")
    Duration remember();
}
