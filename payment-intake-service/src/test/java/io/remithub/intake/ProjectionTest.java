package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.payments.ClaimProgress;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.ExceptionCause;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Ids;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ProjectionTest {

    private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** Stands in for the orchestrator's: the streams are the same. */
    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    @Test
    void what_the_orchestrator_says_of_a_payment_is_in_its_details() {
        var issued = Issued.now();

        say(issued, status(issued, "Loading", 175_498, step("Created"), step("Loading")));
        say(
                issued,
                statusBuilder(issued, "Completed", 175_498, step("RemittanceRequested"), step("Completed"))
                        .setClaims(List.of(ClaimProgress.newBuilder()
                                .setClaimIndex(1)
                                .setTicketId("ticket-1")
                                .setCategory("F1")
                                .setTransactionId("HUB:1")
                                .setOutcome("CONFIRMED")
                                .setChargeOutcome("CONFIRMED")
                                .setCheckNumber("CHK-1")
                                .build()))
                        .build());

        var details = eventually(issued, it -> it.get("status").asText().equals("Completed"));
        assertThat(details.get("statusHistory").findValuesAsText("status"))
                .containsExactly("Created", "Loading", "RemittanceRequested", "Completed");
        assertThat(details.at("/statusHistory/1/by").asText()).isEqualTo("HUB");
        assertThat(details.at("/statusHistory/1/causationId").asText()).isEqualTo("cause-1");
        assertThat(details.at("/claims/1/ticketId").asText()).isEqualTo("ticket-1");
        assertThat(details.at("/claims/1/category").asText()).isEqualTo("F1");
        assertThat(details.at("/claims/1/categoryDescription").asText()).isEqualTo("Final: paid");
        assertThat(details.at("/claims/1/checkNumber").asText()).isEqualTo("CHK-1");
        assertThat(details.at("/claims/1/transactionId").asText()).isEqualTo("HUB:1");
        assertThat(details.at("/claims/1/chargeOutcome").asText()).isEqualTo("CONFIRMED");
        assertThat(details.get("revision").asInt()).isEqualTo(3);
    }

    @Test
    void what_becomes_of_undoing_a_posting_and_a_charge_is_told_with_the_claim_in_details_and_trace() {
        var issued = Issued.now();

        say(
                issued,
                statusBuilder(issued, "Voided", 0, step("Voided"))
                        .setClaims(List.of(ClaimProgress.newBuilder()
                                .setClaimIndex(0)
                                .setOutcome("CONFIRMED")
                                .setReversalOutcome("CONFIRMED")
                                .setAdjustmentOutcome("UNCONFIRMED")
                                .build()))
                        .build());

        var claim = eventually(issued, it -> it.get("status").asText().equals("Voided"))
                .at("/claims/0");
        assertThat(claim.get("reversalOutcome").asText()).isEqualTo("CONFIRMED");
        assertThat(claim.get("adjustmentOutcome").asText()).isEqualTo("UNCONFIRMED");
        var traced = Samples.json(
                        Api.as(Api.ACME).get("/trace?key=" + issued.paymentId()).asString())
                .at("/data/0/claims/0");
        assertThat(traced).isEqualTo(((ObjectNode) claim).without("claimKey"));
    }

    @Test
    void a_held_payment_says_why() {
        var issued = Issued.now();

        say(
                issued,
                statusBuilder(issued, "Held", 175_498, step("Held"))
                        .setHoldReasons(List.of("account-hold"))
                        .build());

        var details = eventually(issued, it -> it.get("held").asBoolean());
        assertThat(details.at("/holdReasons/0").asText()).isEqualTo("account-hold");
        assertThat(details.get("holdReason").asText()).isEqualTo("account-hold");
    }

    @Test
    void an_open_exception_shows_what_unblocks_it_until_it_is_resolved() {
        var issued = Issued.now();
        String exceptionId = Ids.next();

        say(issued, opened(issued, exceptionId, cause(null, "out-of-balance"), cause(1, "claim-not-registered")));
        var open = eventually(issued, it -> it.has("exception"));
        assertThat(open.at("/exception/exceptionId").asText()).isEqualTo(exceptionId);
        assertThat(open.at("/exception/causes").findValuesAsText("code"))
                .containsExactly("out-of-balance", "claim-not-registered");
        assertThat(open.at("/exception/causes/0/nextAction").asText()).isEqualTo("Do something.");
        assertThat(open.at("/exception/causes/1/claimIndex").asInt()).isEqualTo(1);

        say(issued, opened(issued, exceptionId, cause(1, "claim-not-registered")));
        eventually(issued, it -> it.at("/exception/causes").size() == 1);

        say(
                issued,
                PaymentExceptionResolved.newBuilder()
                        .setTenantId(issued.tenantId)
                        .setPaymentId(issued.paymentId)
                        .setBatchId(issued.batchId)
                        .setExceptionId(exceptionId)
                        .setResolution("HEALED")
                        .setResolvedAt(AT)
                        .build());
        eventually(issued, it -> !it.has("exception"));
    }

    @Test
    void a_command_that_lost_is_shown() {
        var issued = Issued.now();

        say(
                issued,
                CommandRejected.newBuilder()
                        .setTenantId(issued.tenantId)
                        .setPaymentId(issued.paymentId)
                        .setBatchId(issued.batchId)
                        .setCommandId(Ids.next())
                        .setCommandType("PaymentVoidRequested")
                        .setCode("status-not-voidable")
                        .setStatus("Completed")
                        .build());

        var details = eventually(issued, it -> !it.get("rejectedCommands").isEmpty());
        assertThat(details.at("/rejectedCommands/0/code").asText()).isEqualTo("status-not-voidable");
    }

    @Test
    void a_batch_is_kept_as_the_orchestrator_sees_it() {
        var issued = Issued.now();
        var event = BatchStatusChanged.newBuilder()
                .setTenantId(issued.tenantId)
                .setBatchId(issued.batchId)
                .setClientRequestId("request")
                .setStatus("Processing")
                .setActorKind("PAYER")
                .setAt(AT)
                .setExpectedTotal(175_498)
                .setExpectedPayments(1)
                .setCurrentTotal(175_498)
                .setCurrentPayments(1)
                .build();

        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(
                        Topic.BATCHES_LIFECYCLE, issued.batchId, issued.batchId, issued.tenantId, event, Cause.NONE)));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> statusOf(issued.batchId).equals("Processing"));
    }

    private String statusOf(String batchId) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select status from payment_batch where batch_id = ?")) {
            query.setString(1, batchId);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private record Issued(String tenantId, String batchId, String paymentId) {
        static Issued now() {
            String paymentId = Api.issued(Samples.balanced());
            var details = Api.details(Api.ACME, paymentId);
            return new Issued(
                    details.get("tenantId").asText(), details.get("batchId").asText(), paymentId);
        }
    }

    private void say(Issued issued, SpecificRecord event) {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(
                        Topic.PAYMENTS_LIFECYCLE,
                        issued.paymentId,
                        issued.paymentId,
                        issued.tenantId,
                        event,
                        Cause.NONE)));
    }

    private static ObjectNode eventually(Issued issued, Predicate<ObjectNode> condition) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> Api.details(Api.ACME, issued.paymentId), condition);
    }

    private static PaymentStatusChanged status(Issued issued, String status, long balance, StatusStep... steps) {
        return statusBuilder(issued, status, balance, steps).build();
    }

    private static PaymentStatusChanged.Builder statusBuilder(
            Issued issued, String status, long balance, StatusStep... steps) {
        return PaymentStatusChanged.newBuilder()
                .setTenantId(issued.tenantId)
                .setPaymentId(issued.paymentId)
                .setBatchId(issued.batchId)
                .setIssuerReferenceId("reference")
                .setStatus(status)
                .setSteps(List.of(steps))
                .setIssuance(1)
                .setAmount(175_498)
                .setAvailableBalance(balance);
    }

    private static StatusStep step(String status) {
        return StatusStep.newBuilder()
                .setStatus(status)
                .setActorKind("HUB")
                .setCause("cause-1")
                .setAt(AT)
                .build();
    }

    private static PaymentExceptionOpened opened(Issued issued, String exceptionId, ExceptionCause... causes) {
        return PaymentExceptionOpened.newBuilder()
                .setTenantId(issued.tenantId)
                .setPaymentId(issued.paymentId)
                .setBatchId(issued.batchId)
                .setExceptionId(exceptionId)
                .setCauses(List.of(causes))
                .setOpenedAt(AT)
                .build();
    }

    private static ExceptionCause cause(Integer claimIndex, String code) {
        return ExceptionCause.newBuilder()
                .setClaimIndex(claimIndex)
                .setCode(code)
                .setNextAction("Do something.")
                .build();
    }
}
