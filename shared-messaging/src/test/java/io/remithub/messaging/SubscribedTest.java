package io.remithub.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.remithub.embedded.HubTestResource;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A channel whose broker is not there. */
@QuarkusTest
@TestProfile(SubscribedTest.BrokerAway.class)
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class SubscribedTest {

    private static final String BROKER = "mp.messaging.incoming.postings.bootstrap.servers";

    public static final class BrokerAway implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(BROKER, "localhost:" + free.getLocalPort());
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }
    }

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    KafkaClientService clients;

    @ConfigProperty(name = BROKER)
    String broker;

    @Test
    void who_finds_no_broker_is_started_after_a_while_and_who_finds_one_that_lets_it_not_join_is_not()
            throws IOException {
        assertThat(started(Duration.ofHours(1))).isEqualTo(DOWN);
        assertThat(started(Duration.ZERO)).isEqualTo(UP);
        assertNothingElseIsWrong();

        int port = Integer.parseInt(broker.substring(broker.indexOf(':') + 1));
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            await().until(() -> started(Duration.ZERO) == DOWN);
        }

        assertThat(started(Duration.ZERO)).isEqualTo(DOWN);
    }

    /** The connector, too, has something to say of its channels. */
    private void assertNothingElseIsWrong() {
        for (String what : List.of("started", "live", "ready")) {
            given().baseUri(management)
                    .get("/health/" + what)
                    .then()
                    .body(
                            "checks.findAll { it.status == 'DOWN' }.name",
                            everyItem(equalTo("Subscribed to every channel")));
        }
    }

    private Status started(Duration patience) {
        return new Subscribed(clients, patience).call().getStatus();
    }
}
