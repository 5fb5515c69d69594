package io.remithub.posting.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** NexHealth. */
@ConfigMapping(prefix = "nexhealth")
public interface NexHealthConfig {

    URI url();

    String apiKey();

    /** Sent as {@code Nex-Api-Version}. */
    String apiVersion();

    /** Webhooks' secrets, separated by commas: any of them signs, so that one can follow another without a gap. */
    List<String> webhookSecret();

    /** How many calls NexHealth takes in a minute, from all replicas together. */
    @WithDefault("2000")
    int callsPerMinute();

    /** A token lives for an hour. */
    @WithDefault("PT55M")
    Duration tokenLife();
}
