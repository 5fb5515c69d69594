package io.remithub.metrics;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What looking costs. */
@StaticInitSafe
@ConfigMapping(prefix = "metrics")
public interface MetricsConfig {

    /** How often a process asks the database for its gauges at most, however often it is scraped. */
    @WithDefault("PT10S")
    Duration askEvery();
}
