package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerAccessTest {

    @Test
    void every_client_has_the_encryption_and_credentials_of_the_broker() {
        var access = new BrokerAccess(Map.of(
                "bootstrap.servers", "hub-kafka-bootstrap:9093",
                "security.protocol", "SSL",
                "ssl.keystore.key", "a key",
                "group.id", "payment-intake-service"));

        assertThat(access.with(Map.of("acks", "all", "security.protocol", "SASL_SSL")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "hub-kafka-bootstrap:9093"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("ssl.keystore.key", "a key"),
                        Map.entry("acks", "all"));
    }
}
