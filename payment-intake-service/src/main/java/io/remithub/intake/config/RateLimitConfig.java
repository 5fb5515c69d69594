package io.remithub.intake.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one key may ask for. */
@ConfigMapping(prefix = "rate-limit")
public interface RateLimitConfig {

    /** Of keys that have no limit of their own, all replicas together; as many at once are let in, too. */
    @WithDefault("60000")
    int requestsPerMinute();
}
