package io.remithub.sandbox.ledger;

import static io.remithub.sandbox.Sandbox.integrex;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.remithub.sandbox.webhook.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starts on the journal of a process that was killed in the middle of things. */
@QuarkusTest
@TestProfile(RestartTest.AfterKill.class)
class RestartTest {
    public static class AfterKill implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KilledSandbox.class));
        }
    }

    public static class KilledSandbox implements QuarkusTestResourceLifecycleManager {
        private final Receiver receiver = new Receiver();
        private Path state;

        @Override
        public Map<String, String> start() {
            try {
                state = Files.createTempDirectory("sandbox");
                var journal = new String(RestartTest.class
                                .getResourceAsStream("/killed.jsonl")
                                .readAllBytes())
                        .replace("http://localhost:8083/hook", receiver.url());
                Files.writeString(state.resolve("sandbox.jsonl"), journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of("sandbox.state", state.toString(), "sandbox.ticket-ttl", "P36500D");
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(receiver, field -> field.getName().equals("receiver"));
            injector.injectIntoFields(state, field -> field.getName().equals("state"));
        }

        @Override
        public void stop() {
            receiver.close();
        }
    }

    Receiver receiver;
    Path state;

    @Test
    void everything_goes_on_where_it_was() throws IOException {
        given().get("/ledger/decoda").then().body("charges.totalOutstanding", contains(6000));
        given().get("/ledger/integrex").then().body("tickets.polls", contains(1));
        integrex()
                .queryParam("id", "11111111-1111-1111-1111-111111111111")
                .get("/integrex/claim-info")
                .then()
                .statusCode(200)
                .body("patientFirstName", equalTo("Sam"));

        await().untilAsserted(() -> {
            given().get("/ledger/nexhealth").then().body("transactions.status", contains("complete"));
            assertThat(receiver.about("HUB:KILLED")).hasSize(1);
            assertThat(receiver.about("undelivered")).hasSize(1);
        });

        var key = unique("HUB:");
        long id = nexHealth()
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .jsonPath()
                .getLong("data.id");
        assertThat(id).isGreaterThanOrEqualTo(2_000_000_000L);
        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
        assertThat(Files.readString(state.resolve("sandbox.jsonl")))
                .contains(key)
                .doesNotContain("torn");
    }
}
