package io.remithub.poller;

import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import io.remithub.observability.Logged;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever moves a ticket, its line is found by whose it is. */
@QuarkusTest
class LogsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Requests requests;

    @Inject
    Database database;

    private final Integrex integrex = new Integrex();
    private final String payment = Requests.payment();
    private final String claim = "claim-" + Ids.next();

    @BeforeEach
    void fresh() {
        database.clear();
        integrex.reset();
        integrex.onSubmit(ticket(200, "ix-1"));
    }

    @Test
    void every_line_of_a_ticket_that_is_answered_names_tenant_batch_and_payment() {
        integrex.onPoll("ix-1", status("F1"));
        try (var log = new Logged()) {
            requests.ask(payment, claim);

            assertNamed(
                    log,
                    "Queued: requested for payment " + payment + "/0",
                    "Submitting",
                    "Polling: accepted (HTTP 200)",
                    "Completed: answered (HTTP 200)");
        }
    }

    @Test
    void and_so_does_that_of_one_that_nobody_waits_for_any_more() {
        integrex.onPoll("ix-1", processing());
        requests.ask(payment, claim);
        awaitStanding("accepted");
        try (var log = new Logged()) {
            requests.cancel(payment, claim);

            assertNamed(log, "Cancelled: nobody waits for it");
        }
    }

    @Test
    void and_those_of_one_that_operators_move_which_name_their_request_too() {
        integrex.onPoll("ix-1", status("P1"));
        requests.ask(payment, claim);
        awaitStanding("recheck");
        var id = database.list("select id from ticket").getFirst();
        try (var log = new Logged()) {
            RestAssured.given()
                    .header("Authorization", HubTestResource.bearer("operator"))
                    .header("X-Request-Id", "call-" + id)
                    .contentType(ContentType.JSON)
                    .body("{\"note\":\"why\"}")
                    .post("/tickets/%s/cancel".formatted(id))
                    .then()
                    .header("X-Request-Id", "call-" + id);

            assertNamed(log, "ticket.cancel by an operator");
            assertThat(log.lines())
                    .anyMatch(line -> line.message().contains("ticket.cancel")
                            && ("call-" + id).equals(line.keys().get("requestId")));
        }
    }

    private void awaitStanding(String reason) {
        await().atMost(SOON)
                .until(() -> database.list("select reason from ticket").equals(List.of(reason)));
    }

    private void assertNamed(Logged log, String... changes) {
        var whose = Map.of("tenant", Claims.TENANT, "batchId", Claims.BATCH, "paymentId", payment);
        await().atMost(SOON).untilAsserted(() -> assertThat(log.lines())
                .filteredOn(line -> line.keys().entrySet().containsAll(whose.entrySet()))
                .extracting(line -> line.message().replaceFirst("ticket [0-9a-f]{32}:? ", ""))
                .containsExactlyInAnyOrder(changes));
    }
}
