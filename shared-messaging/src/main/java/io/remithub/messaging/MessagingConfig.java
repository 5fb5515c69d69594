package io.remithub.messaging;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How outbox and inbox behave. */
@StaticInitSafe
@ConfigMapping(prefix = "messaging")
public interface MessagingConfig {

    /** The service's name: {@code ce_source} of its events. */
    @WithDefault("${quarkus.application.name}")
    String source();

    /** How often the relay looks for rows that no commit of this process told it of. */
    @WithDefault("PT0.5S")
    Duration relayPoll();

    /** How long one batch may take to be acknowledged before it is sent anew. */
    @WithDefault("PT10S")
    Duration relayAckWithin();

    /** How long a relay that stands still, a suspended process for one, keeps its shards; longer than the acks take. */
    @WithDefault("PT15S")
    Duration relaySession();

    /** Rows that one relay cycle reads at most. */
    @WithDefault("2000")
    int relayRows();

    /** Bytes that one relay cycle reads, give or take one row. */
    @WithDefault("8388608")
    int relayBytes();

    /** The largest payload that the topics take; what is larger is refused at the door. */
    @WithDefault("983040")
    int maxPayload();

    /** Off where a test looks at rows that the relay would take. */
    @WithDefault("true")
    boolean relayEnabled();
}
