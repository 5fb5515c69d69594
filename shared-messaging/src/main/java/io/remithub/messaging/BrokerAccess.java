package io.remithub.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How every client of this process reaches the broker: what {@code kafka.*} says, encryption and credentials included. */
@ApplicationScoped
class BrokerAccess {

    private final Map<String, Object> settings;

    BrokerAccess(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = settings;
    }

    /** A client's own settings over those that all share. */
    Map<String, Object> with(Map<String, Object> own) {
        var all = new HashMap<>(settings);
        // Channels read in groups; these clients are in none.
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.putAll(own);
        return all;
    }
}
