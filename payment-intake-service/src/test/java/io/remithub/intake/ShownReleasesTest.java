package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment shows the release that sent it on its way, and no other. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ShownReleasesTest {

    private static final String TENANT = "select tenant_id from tenant where name = 'acme'";
    private static final String COMMAND = "select command_id from payer_command where batch_id = '%s' order by at desc";

    /** Stands in for the orchestrator's: the streams are the same. */
    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({"RemittanceRequested, 204", "Cancelled, 409"})
    void a_payment_that_moved_while_its_release_waited_is_shown_as_it_is(String status, int answer) throws Exception {
        var issued = Api.issue(Samples.balanced()).then().statusCode(201).extract();
        String payment = issued.path("paymentId");
        CompletableFuture<Response> released;

        try (var orchestrator = database.getConnection()) {
            orchestrator.setAutoCommit(false);
            execute(orchestrator, "select from payment where payment_id = '%s' for update".formatted(payment));
            released = CompletableFuture.supplyAsync(() -> Api.post(
                    Api.ACME, Api.PAYMENTS + "/" + payment + "/release", Batches.releaseOf(issued.path("batchId"))));
            await().until(() -> execute(orchestrator, "select from pg_locks where not granted"));
            execute(
                    orchestrator,
                    "update payment set status = '%s' where payment_id = '%s' returning 1".formatted(status, payment));
            orchestrator.commit();
        }

        released.join().then().statusCode(answer);
        assertThat(Api.details(Api.ACME, payment).get("status").asText()).isEqualTo(status);
    }

    @Test
    void the_release_of_a_batch_is_shown_of_the_payments_that_it_released() throws SQLException {
        String batch = Batches.opened(Batches.batch("ACCT1", "SUBACCT1", "3509.96", 2));
        var payments = Batches.added(batch, Batches.payment(), Batches.payment());
        String direct = payments.getFirst();
        String held = payments.getLast();
        Batches.bare(batch, "/start").then().statusCode(204);
        String start = row(COMMAND.formatted(batch));
        say(batch, direct, "Completed", step("Loading", start), step("Completed", "confirmed"));
        say(batch, held, "Held", step("Held", start));
        await().until(() -> read(direct).path("status").asText().equals("Completed"));
        await().until(() -> read(held).path("status").asText().equals("Held"));
        var seen = Api.as(Api.ACME).get(Api.PAYMENTS + "/" + direct);

        Batches.release(batch, batch).then().statusCode(204);
        say(batch, held, "Loading", step("Loading", row(COMMAND.formatted(batch))));
        await().until(() -> read(held).path("status").asText().equals("Loading"));

        assertThat(read(held).path("releasedBy").asText()).isEqualTo("jane.roe@acme.example");
        assertThat(read(held).has("releasedAt")).isTrue();
        Api.as(Api.ACME)
                .get(Api.PAYMENTS + "/" + direct)
                .then()
                .header("ETag", seen.header("ETag"))
                .body(equalTo(seen.asString()));
        assertThat(read(direct).has("releasedAt")).isFalse();
    }

    @Test
    void a_payment_released_by_name_is_as_it_was_seen_until_it_moves_itself() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("3509.96", 2));
        var payments = Batches.added(batch, Batches.payment(), Batches.payment());
        String payment = Api.PAYMENTS + "/" + payments.getFirst();
        Batches.bare(batch, "/start").then().statusCode(204);
        Batches.releasePartial(batch, payments.subList(0, 1)).then().statusCode(204);
        var seen = Api.as(Api.ACME).get(payment);
        seen.then().body("pendingCommands", not(empty()));
        String command = row(COMMAND.formatted(batch));

        say(Topic.BATCHES_LIFECYCLE, batch, answered(batch, command));
        await().until(() -> row("select outcome from payer_command where command_id = '%s'".formatted(command))
                .equals("TAKEN"));
        Api.as(Api.ACME).get(payment).then().header("ETag", seen.header("ETag")).body(equalTo(seen.asString()));

        say(batch, payments.getFirst(), "Loading", step("Loading", command));
        await().until(() -> read(payments.getFirst()).get("pendingCommands").isEmpty());
        Api.as(Api.ACME)
                .header("If-None-Match", seen.header("ETag"))
                .get(payment)
                .then()
                .statusCode(200);
    }

    private static JsonNode read(String payment) {
        return Samples.json(Api.as(Api.ACME).get(Api.PAYMENTS + "/" + payment).asString());
    }

    private static StatusStep step(String status, String cause) {
        return StatusStep.newBuilder()
                .setStatus(status)
                .setActorKind("PAYER")
                .setCause(cause)
                .setAt(Instant.EPOCH)
                .build();
    }

    private BatchStatusChanged answered(String batch, String command) throws SQLException {
        return BatchStatusChanged.newBuilder()
                .setTenantId(row(TENANT))
                .setBatchId(batch)
                .setClientRequestId("request")
                .setStatus("Processing")
                .setActorKind("PAYER")
                .setAt(Instant.EPOCH)
                .setExpectedTotal(1)
                .setExpectedPayments(1)
                .setCurrentTotal(1)
                .setCurrentPayments(1)
                .setAnswered(List.of(command))
                .build();
    }

    private void say(String batch, String payment, String status, StatusStep... steps) throws SQLException {
        var moved = PaymentStatusChanged.newBuilder()
                .setTenantId(row(TENANT))
                .setPaymentId(payment)
                .setBatchId(batch)
                .setIssuerReferenceId("reference")
                .setStatus(status)
                .setSteps(List.of(steps))
                .setIssuance(1)
                .setAmount(175_498)
                .setAvailableBalance(175_498)
                .build();
        say(Topic.PAYMENTS_LIFECYCLE, payment, moved);
    }

    private void say(Topic topic, String subject, SpecificRecord event) throws SQLException {
        String tenant = row(TENANT);
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(topic, subject, subject, tenant, event, Cause.NONE)));
    }

    private String row(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** @return whether there is a row */
    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
