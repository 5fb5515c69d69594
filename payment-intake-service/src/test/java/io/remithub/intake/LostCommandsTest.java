package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LostCommandsTest {

    private static final String TOTALS =
            "select current_total || '/' || current_payments from payment_batch where batch_id = ?";
    private static final String SHOWN = "select coalesce(asked_status, status) from payment_batch where batch_id = ?";

    /** Stands in for the orchestrator's: the streams are the same. */
    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    @Test
    void a_replacement_that_lost_is_undone_its_totals_and_request_with_it() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        var former = Batches.payment();
        String payment = Batches.added(batch, former).getFirst();
        Batches.replace(batch, payment, amount(former.deepCopy(), "1.00"))
                .then()
                .statusCode(204);
        Batches.replace(batch, payment, amount(former.deepCopy(), "2.00"))
                .then()
                .statusCode(204);
        var commands = commands(batch);

        lose(batch, payment, commands.get(0), "PaymentReplaced");
        await(outcome(commands.get(0)), "REJECTED");
        assertThat(row(TOTALS, batch)).isEqualTo("200/1");
        lose(batch, payment, commands.get(1), "PaymentReplaced");
        await(outcome(commands.get(1)), "REJECTED");

        assertThat(row(TOTALS, batch)).isEqualTo("175498/1");
        var details = Api.details(Api.ACME_PHI, payment);
        assertThat(details.get("remittance")).isEqualTo(former);
        assertThat(details.get("amount").toString()).isEqualTo("1754.98");
        assertThat(details.get("claims")).hasSize(2);
        assertThat(row("select count(*) from replaced_payment where payment_id = ?", payment))
                .isEqualTo("0");
    }

    @Test
    void a_replacement_is_shown_with_its_own_balance_before_the_orchestrator_knows_of_it() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        var former = Batches.payment();
        String payment = Batches.added(batch, former).getFirst();
        Batches.replace(batch, payment, amount(former.deepCopy(), "1.00"))
                .then()
                .statusCode(204);

        say(
                Topic.PAYMENTS_LIFECYCLE,
                payment,
                PaymentStatusChanged.newBuilder()
                        .setTenantId(tenant())
                        .setPaymentId(payment)
                        .setBatchId(batch)
                        .setIssuerReferenceId("reference")
                        .setStatus("Held")
                        .setSteps(List.of())
                        .setIssuance(1)
                        .setAmount(175_498)
                        .setAvailableBalance(175_498)
                        .build());
        await(() -> row("select status from payment where payment_id = ?", payment), "Held");

        var details = Api.details(Api.ACME, payment);
        assertThat(details.get("amount").toString()).isEqualTo("1.00");
        assertThat(details.get("availableBalance").toString()).isEqualTo("1.00");
    }

    @Test
    void a_removal_that_lost_brings_the_payment_back() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        String payment = Batches.added(batch, Batches.payment()).getFirst();
        Batches.remove(batch, payment).then().statusCode(204);
        assertThat(row(TOTALS, batch)).isEqualTo("0/0");
        String command = commands(batch).getFirst();

        lose(batch, payment, command, "PaymentRemoved");
        await(outcome(command), "REJECTED");

        assertThat(row(TOTALS, batch)).isEqualTo("175498/1");
        assertThat(Api.details(Api.ACME, payment).get("status").asText()).isEqualTo("Created");
    }

    @Test
    void a_batch_whose_former_totals_come_back_is_not_as_it_was_seen() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        String payment = Batches.added(batch, Batches.payment()).getFirst();
        Batches.remove(batch, payment).then().statusCode(204);
        String command = commands(batch).getFirst();
        String seen = Api.as(Api.ACME).get(Batches.path(batch, "")).header("ETag");

        lose(batch, payment, command, "PaymentRemoved");
        await(outcome(command), "REJECTED");

        Api.as(Api.ACME)
                .header("If-None-Match", seen)
                .get(Batches.path(batch, ""))
                .then()
                .statusCode(200)
                .body("currentNumberOfPayments", equalTo(1));
    }

    @Test
    void a_removal_that_was_taken_in_needs_no_way_back() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        String payment = Batches.added(batch, Batches.payment()).getFirst();
        Batches.remove(batch, payment).then().statusCode(204);
        String command = commands(batch).getFirst();

        say(
                Topic.PAYMENTS_LIFECYCLE,
                payment,
                PaymentStatusChanged.newBuilder()
                        .setTenantId(tenant())
                        .setPaymentId(payment)
                        .setBatchId(batch)
                        .setIssuerReferenceId("reference")
                        .setStatus("Cancelled")
                        .setSteps(List.of())
                        .setIssuance(1)
                        .setAmount(175_498)
                        .setAvailableBalance(0)
                        .setAnswered(List.of(command))
                        .build());
        await(outcome(command), "TAKEN");

        assertThat(row(
                        "select status || ' ' || coalesce(asked_status, '-') from payment where payment_id = ?",
                        payment))
                .isEqualTo("Cancelled -");
        assertThat(row("select count(*) from replaced_payment where payment_id = ?", payment))
                .isEqualTo("0");
    }

    @Test
    void what_a_command_leads_to_is_shown_until_it_is_answered() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        Batches.added(batch, Batches.payment());
        Batches.bare(batch, "/start").then().statusCode(204);
        assertThat(row(SHOWN, batch)).isEqualTo("Held");
        Batches.bare(batch, "/cancel").then().statusCode(204);
        var commands = commands(batch);

        say(Topic.BATCHES_LIFECYCLE, batch, changed(batch, "Held", commands.get(0)));
        await(outcome(commands.get(0)), "TAKEN");
        assertThat(row(SHOWN, batch)).isEqualTo("Cancelled");
        say(
                Topic.BATCHES_LIFECYCLE,
                batch,
                new io.remithub.events.batches.CommandRejected(
                        tenant(),
                        batch,
                        commands.get(1),
                        "BatchCancelRequested",
                        "status-not-cancellable",
                        "Processing"));
        await(outcome(commands.get(1)), "REJECTED");

        assertThat(row(SHOWN, batch)).isEqualTo("Held");
        assertThat(row("select payments_by_status from payment_batch where batch_id = ?", batch))
                .isEqualTo("{\"Held\": 1}");
        assertThat(row(TOTALS, batch)).isEqualTo("175498/1");
        Batches.bare(batch, "/cancel").then().statusCode(204);
    }

    @Test
    void a_payment_whose_command_was_answered_is_not_as_it_was_seen() throws SQLException {
        var issued = Api.issue(
                        Samples.balanced().put("accountShortCode", "ACCT2").put("subAccountShortCode", "SUBACCT2"))
                .then()
                .statusCode(201)
                .extract();
        String batch = issued.path("batchId");
        String payment = Api.PAYMENTS + "/" + issued.path("paymentId");
        Api.post(Api.ACME, payment + "/release", Batches.releaseOf(batch))
                .then()
                .statusCode(204);
        String seen = Api.as(Api.ACME).get(payment).header("ETag");
        String command = commands(batch).getFirst();

        say(Topic.BATCHES_LIFECYCLE, batch, changed(batch, "Processing", command));
        await(outcome(command), "TAKEN");

        Api.as(Api.ACME)
                .header("If-None-Match", seen)
                .get(payment)
                .then()
                .statusCode(200)
                .body("pendingCommands", empty());
    }

    @Test
    void an_amendment_that_lost_gives_the_former_control_totals_back() throws SQLException {
        String batch = Batches.opened(Batches.heldBatch("1754.98", 1));
        Batches.amend(batch, Samples.json("{\"totalAmount\": 5, \"numberOfPayments\": 2}"))
                .then()
                .statusCode(204);
        String command = commands(batch).getFirst();

        say(
                Topic.BATCHES_LIFECYCLE,
                batch,
                new io.remithub.events.batches.CommandRejected(
                        tenant(), batch, command, "BatchAmended", "batch-not-open", "Processing"));
        await(outcome(command), "REJECTED");

        assertThat(row(
                        "select expected_total || '/' || expected_payments from payment_batch where batch_id = ?",
                        batch))
                .isEqualTo("175498/1");
    }

    private BatchStatusChanged changed(String batch, String status, String answered) throws SQLException {
        return BatchStatusChanged.newBuilder()
                .setTenantId(tenant())
                .setBatchId(batch)
                .setClientRequestId("request")
                .setStatus(status)
                .setActorKind("PAYER")
                .setAt(Instant.EPOCH)
                .setExpectedTotal(1)
                .setExpectedPayments(1)
                .setCurrentTotal(1)
                .setCurrentPayments(1)
                .setPaymentsByStatus(Map.of(status, 1L))
                .setAnswered(List.of(answered))
                .build();
    }

    private void lose(String batch, String payment, String command, String type) throws SQLException {
        String code = type.equals("PaymentRemoved") ? "status-not-removable" : "status-not-replaceable";
        say(
                Topic.PAYMENTS_LIFECYCLE,
                payment,
                new CommandRejected(tenant(), payment, batch, command, type, code, "Loading"));
    }

    private void say(Topic topic, String subject, SpecificRecord event) throws SQLException {
        String tenant = tenant();
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(topic, subject, subject, tenant, event, Cause.NONE)));
    }

    private String tenant() throws SQLException {
        return row("select tenant_id from tenant where name = ?", "acme");
    }

    private java.util.concurrent.Callable<String> outcome(String command) {
        return () -> row("select outcome from payer_command where command_id = ?", command);
    }

    private static void await(java.util.concurrent.Callable<String> outcome, String expected) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(outcome, expected::equals);
    }

    private List<String> commands(String batch) throws SQLException {
        return List.of(
                row("select string_agg(command_id, ' ' order by at) from payer_command where batch_id = ?", batch)
                        .split(" "));
    }

    private static ObjectNode amount(ObjectNode payment, String amount) {
        ((ObjectNode) payment.get("paymentDetails")).put("amount", amount);
        ((ObjectNode) payment.at("/claimLevelInformation/0"))
                .withArray("claimLoop")
                .remove(1);
        return payment;
    }

    private String row(String sql, String parameter) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (var rows = query.executeQuery()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
