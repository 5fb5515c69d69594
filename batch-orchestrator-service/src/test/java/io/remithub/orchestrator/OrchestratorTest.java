package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.TENANT;
import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.bytes;
import static io.remithub.orchestrator.Events.header;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.messaging.Ids;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OrchestratorTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    DataSource database;

    private final Neighbours neighbours = Neighbours.all();
    private final String batch = Ids.next();
    private final String payment = Ids.next();
    private final String firstClaim = "claim-1-" + payment;
    private final String secondClaim = "claim-2-" + payment;

    @Test
    void a_payment_travels_from_acceptance_to_completion() {
        register(firstClaim);
        register(secondClaim);
        var cause = intake(accepted(header(batch, false, 1), payment, true, firstClaim, secondClaim));

        var asked = neighbours.await_(ClaimStatusRequested.class, payment, 2);
        assertThat(asked).extracting(ClaimStatusRequested::getClaimIndex).containsExactlyInAnyOrder(0, 1);
        assertThat(asked.getFirst().getSealedRegistration()).isEqualTo(Events.registration(firstClaim, 1));
        assertThat(asked.getFirst().getSealedClaim()).isEqualTo(bytes("claim of " + firstClaim));
        assertThat(asked.getFirst().getIssuerPaymentId()).isEqualTo("check-" + payment);
        assertThat(asked.getFirst().getBatchId()).isEqualTo(batch);
        assertThat(Examples.unwritten(asked.getFirst())).isEmpty();
        var first = neighbours.heard(PaymentStatusChanged.class, payment).getFirst();
        assertThat(first.getSteps())
                .extracting(StatusStep::getStatus)
                .containsExactly("Created", "Loading", "RemittanceRequested");
        assertThat(first.getSteps()).extracting(StatusStep::getCause).containsOnly(cause);
        assertThat(first.getSteps()).extracting(StatusStep::getActorKind).containsOnly("PAYER");

        status(0, firstClaim, "F1");
        status(1, secondClaim, "F2");
        var requested = neighbours.await_(PostingRequested.class, payment, 2);
        assertThat(requested.getFirst().getSealedRegistration()).isEqualTo(Events.registration(firstClaim, 1));
        assertThat(requested.getFirst().getPatientResponsibility()).isEqualTo(1_000);
        assertThat(requested.getFirst().getBalanced()).isTrue();
        assertThat(requested.getFirst().getBatchId()).isEqualTo(batch);
        assertThat(Examples.unwritten(requested.getFirst())).containsExactly("approval");

        for (int claim = 0; claim < 2; claim++) {
            outcome(claim, "PAYMENT", "ACCEPTED");
            outcome(claim, "CHARGE", "CONFIRMED");
            outcome(claim, "PAYMENT", "CONFIRMED");
        }
        awaitStatus("Completed");
        var last = neighbours.heard(PaymentStatusChanged.class, payment).getLast();
        assertThat(last.getAvailableBalance()).isEqualTo(30_000);
        assertThat(Examples.unwritten(last))
                .containsExactlyInAnyOrder(
                        "steps[].reasonCode",
                        "holdReasons",
                        "answered",
                        "claims[].reversalOutcome",
                        "claims[].adjustmentOutcome");
        assertThat(last.getClaims()).allSatisfy(claim -> {
            assertThat(claim.getOutcome()).isEqualTo("CONFIRMED");
            assertThat(claim.getChargeOutcome()).isEqualTo("CONFIRMED");
            assertThat(claim.getTransactionId()).isNotNull();
            assertThat(claim.getTicketId()).isNotNull();
            assertThat(claim.getCheckNumber()).isEqualTo("check");
        });
        assertThat(steps())
                .containsExactly(
                        "Created",
                        "Loading",
                        "RemittanceRequested",
                        "DistributionAssigned",
                        "Requested",
                        "Sent",
                        "Completed");
        assertThat(neighbours.heard(PaymentExceptionOpened.class, payment)).isEmpty();
        awaitBatch("Completed", Map.of("Completed", 1L));
    }

    @Test
    void everything_said_is_numbered_and_stays_in_the_trace_that_it_came_from() {
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(PaymentExceptionOpened.class, payment, 1);
        register(firstClaim);
        neighbours.await_(ClaimStatusRequested.class, payment, 1);

        assertThat(neighbours
                        .records(payment)
                        .filter(it -> it.topic() == Topic.PAYMENTS_LIFECYCLE)
                        .map(Neighbours.Heard::sequence))
                .startsWith(1L, 2L, 3L);
        assertThat(neighbours.records(payment)).allSatisfy(record -> assertThat(
                        new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                .contains(Events.TRACE));
    }

    @Test
    void a_claim_that_is_not_registered_opens_an_exception_that_its_registration_heals() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim, secondClaim));

        var opened = neighbours.await_(PaymentExceptionOpened.class, payment, 1).getFirst();
        assertThat(opened.getCauses()).singleElement().satisfies(cause -> {
            assertThat(cause.getCode()).isEqualTo("claim-not-registered");
            assertThat(cause.getClaimIndex()).isEqualTo(1);
            assertThat(cause.getNextAction()).isNotBlank();
        });
        assertThat(worklist("claim-not-registered")).contains(payment);
        assertThat(worklist("out-of-balance")).doesNotContain(payment);

        register(secondClaim);

        var resolved =
                neighbours.await_(PaymentExceptionResolved.class, payment, 1).getFirst();
        assertThat(resolved.getExceptionId()).isEqualTo(opened.getExceptionId());
        assertThat(Examples.unwritten(resolved)).isEmpty();
        assertThat(resolved.getResolution()).isEqualTo("HEALED");
        neighbours.await_(ClaimStatusRequested.class, payment, 2);
        assertThat(worklist("claim-not-registered")).doesNotContain(payment);
    }

    @Test
    void a_payment_that_a_registration_wakes_goes_on_in_the_trace_of_its_own_request() {
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(PaymentExceptionOpened.class, payment, 1);

        register(firstClaim);

        neighbours.await_(PaymentExceptionResolved.class, payment, 1);
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        assertThat(neighbours.records(payment)).allSatisfy(record -> assertThat(
                        new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                .contains(Events.TRACE));
    }

    @Test
    void what_does_not_balance_waits_and_nothing_is_asked_or_posted() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, List.of(Events.finding()), firstClaim));

        var opened = neighbours.await_(PaymentExceptionOpened.class, payment, 1).getFirst();

        assertThat(opened.getCauses()).singleElement().satisfies(cause -> {
            assertThat(cause.getCode()).isEqualTo("out-of-balance");
            assertThat(cause.getExpected()).isEqualTo(20_000);
            assertThat(cause.getActual()).isEqualTo(19_999);
        });
        awaitStatus("Loading");
        assertThat(neighbours.heard(ClaimStatusRequested.class, payment)).isEmpty();
    }

    @Test
    void a_registration_that_races_the_acceptance_is_never_lost() throws InterruptedException {
        int races = 40;
        var go = new CountDownLatch(1);
        var payments = new ArrayList<String>();
        for (int i = 0; i < races; i++) {
            payments.add(Ids.next());
        }
        var registering = Thread.ofVirtual().start(() -> {
            awaitQuietly(go);
            payments.forEach(id -> sayRegistered("raced-" + id));
        });
        var accepting = Thread.ofVirtual().start(() -> {
            awaitQuietly(go);
            payments.forEach(id -> {
                var own = Ids.next();
                neighbours.say(
                        Topic.PAYMENTS_INTAKE, own, own, accepted(header(own, false, 1), id, true, "raced-" + id));
            });
        });
        go.countDown();
        registering.join();
        accepting.join();

        await().untilAsserted(() -> assertThat(payments)
                .allSatisfy(id -> assertThat(neighbours.heard(ClaimStatusRequested.class, id))
                        .hasSize(1)));
    }

    @Test
    void what_comes_twice_is_done_once() {
        register(firstClaim);
        var event = accepted(header(batch, false, 1), payment, true, firstClaim);
        intake(event);
        neighbours.sayAgain(Topic.PAYMENTS_INTAKE, batch, batch, event);
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        status(0, firstClaim, "F1");
        neighbours.sayAgain(Topic.CLAIMS_STATUS, payment, payment + "/0", Events.status(payment, 0, firstClaim, "F1"));
        neighbours.await_(PostingRequested.class, payment, 1);
        outcome(0, "CHARGE", "NOT_REQUIRED");
        outcome(0, "PAYMENT", "CONFIRMED");
        awaitStatus("Completed");

        assertThat(neighbours.heard(ClaimStatusRequested.class, payment)).hasSize(1);
        assertThat(neighbours.heard(PostingRequested.class, payment)).hasSize(1);
        assertThat(steps()).doesNotHaveDuplicates();
    }

    @Test
    void a_rejected_posting_waits_for_somebody_and_a_confirmation_heals_it() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        status(0, firstClaim, "F1");
        neighbours.await_(PostingRequested.class, payment, 1);
        outcome(0, "CHARGE", "NOT_REQUIRED");

        outcome(0, "PAYMENT", "REJECTED");
        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.getCode()).isEqualTo("posting-rejected"));

        outcome(0, "PAYMENT", "CONFIRMED");
        awaitStatus("Completed");
        neighbours.await_(PaymentExceptionResolved.class, payment, 1);
    }

    @Test
    void an_answer_that_names_another_amount_stops_the_money_with_both_figures() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);

        neighbours.say(Topic.CLAIMS_STATUS, payment, payment + "/0", Events.paid(payment, 0, firstClaim, 14_999));

        var opened = neighbours.await_(PaymentExceptionOpened.class, payment, 1).getFirst();
        assertThat(Examples.unwritten(opened)).isEmpty();
        assertThat(opened.getCauses()).singleElement().satisfies(cause -> {
            assertThat(cause.getCode()).isEqualTo("paid-amount-differs");
            assertThat(cause.getExpected()).isEqualTo(Events.PAID);
            assertThat(cause.getActual()).isEqualTo(14_999);
        });
        assertThat(neighbours.heard(PostingRequested.class, payment)).isEmpty();
    }

    @Test
    void a_void_stops_the_ticket_and_fences_the_posting_and_a_second_one_is_refused() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        status(0, firstClaim, "F1");
        neighbours.await_(PostingRequested.class, payment, 1);

        intake(Events.voided(batch, payment));
        var second = intake(Events.voided(batch, payment));

        neighbours.await_(ReversalRequested.class, payment, 1);
        assertThat(neighbours.heard(ClaimStatusCancelled.class, payment)).hasSize(1);
        awaitStatus("Voided");
        var rejected = neighbours.await_(CommandRejected.class, payment, 1).getFirst();
        assertThat(rejected.getCommandId()).isEqualTo(second);
        assertThat(rejected.getCode()).isEqualTo("status-not-voidable");
        assertThat(Examples.unwritten(rejected)).isEmpty();
        awaitBatch("CompletedWithErrors", Map.of("Voided", 1L));
    }

    @Test
    void a_cashed_check_settles_the_balance() {
        register(firstClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);

        neighbours.say(Topic.CLAIMS_STATUS, payment, payment + "/0", Events.cashed(payment, 0, firstClaim));

        await().untilAsserted(() -> assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getAvailableBalance())
                .isZero());
    }

    @Test
    void a_retry_touches_only_what_failed_and_the_batch_completes() {
        register(firstClaim);
        register(secondClaim);
        intake(accepted(header(batch, false, 1), payment, true, firstClaim, secondClaim));
        neighbours.await_(ClaimStatusRequested.class, payment, 2);
        status(0, firstClaim, "F1");
        status(1, secondClaim, "F1");
        neighbours.await_(PostingRequested.class, payment, 2);
        for (int claim = 0; claim < 2; claim++) {
            outcome(claim, "CHARGE", "NOT_REQUIRED");
        }
        outcome(0, "PAYMENT", "CONFIRMED");
        outcome(1, "PAYMENT", "REJECTED");
        var exception = neighbours
                .await_(PaymentExceptionOpened.class, payment, 1)
                .getFirst()
                .getExceptionId();

        given().contentType("application/json")
                .body("{\"action\":\"retry\",\"note\":\"corrected\"}")
                .post("/exceptions/" + exception + "/resolve")
                .then()
                .statusCode(401);
        resolve(exception, "{\"action\":\"retry\"}").statusCode(400);
        resolve(exception, "{\"action\":\"shrug\",\"note\":\"x\"}").statusCode(400);
        resolve(exception, "{\"action\":\"approve\",\"note\":\"x\"}").statusCode(409);
        resolve(exception, "{\"action\":\"retry\",\"note\":\"corrected\"}").statusCode(204);
        resolve(exception, "{\"action\":\"retry\",\"note\":\"again\"}").statusCode(404);

        assertThat(neighbours.await_(PostingResolved.class, payment, 1))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getClaimIndex()).isEqualTo(1);
                    assertThat(it.getPurpose()).isEqualTo("PAYMENT");
                    assertThat(it.getAction()).isEqualTo("RETRY");
                    assertThat(Examples.unwritten(it)).isEmpty();
                });
        assertThat(neighbours
                        .await_(PaymentExceptionResolved.class, payment, 1)
                        .getFirst()
                        .getResolution())
                .isEqualTo("RETRY");
        var step = neighbours
                .heard(PaymentStatusChanged.class, payment)
                .getLast()
                .getSteps()
                .getFirst();
        assertThat(step.getActorKind()).isEqualTo("OPERATOR");
        assertThat(step.getReasonCode()).isEqualTo("retry");
        outcome(1, "PAYMENT", "CONFIRMED");
        awaitBatch("Completed", Map.of("Completed", 1L));
    }

    private static ValidatableResponse resolve(String exception, String decision) {
        return given().header("Admin-Key", HubTestResource.ADMIN_KEY)
                .contentType("application/json")
                .body(decision)
                .post("/exceptions/" + exception + "/resolve")
                .then();
    }

    @Test
    void a_batch_ends_completed_with_errors_and_an_outcome_for_each_payment() {
        var other = Ids.next();
        register(firstClaim);
        intake(accepted(header(batch, false, 2), payment, false, firstClaim));
        intake(accepted(header(batch, false, 2), other, false, secondClaim));
        intake(Events.start(batch, 2));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        status(0, firstClaim, "F1");
        neighbours.await_(PostingRequested.class, payment, 1);
        outcome(0, "CHARGE", "NOT_REQUIRED");
        outcome(0, "PAYMENT", "CONFIRMED");
        awaitBatch("Processing", Map.of("Completed", 1L, "RemittanceRequested", 1L));

        intake(Events.voided(batch, other));

        awaitBatch("CompletedWithErrors", Map.of("Completed", 1L, "Voided", 1L));
        awaitStatus("Completed");
        assertThat(neighbours.heard(PaymentStatusChanged.class, other).getLast().getStatus())
                .isEqualTo("Voided");
    }

    @Test
    void a_single_payment_of_a_holding_account_waits_for_its_release() {
        register(firstClaim);
        intake(accepted(header(batch, true, 1), payment, true, firstClaim));
        awaitStatus("Held");
        var held = neighbours.heard(PaymentStatusChanged.class, payment).getLast();
        assertThat(held.getHoldReasons()).containsExactly("account-hold");
        assertThat(held.getSteps().getLast().getReasonCode()).isEqualTo("account-hold");
        awaitBatch("Held", Map.of("Held", 1L));
        assertThat(Examples.unwritten(
                        neighbours.heard(BatchStatusChanged.class, batch).getFirst()))
                .isEmpty();

        var cause = intake(Events.release(batch, null));

        awaitStatus("RemittanceRequested");
        var released = neighbours.heard(PaymentStatusChanged.class, payment).getLast();
        assertThat(released.getSteps()).extracting(StatusStep::getCause).containsOnly(cause);
        assertThat(released.getSteps()).extracting(StatusStep::getActorKind).containsOnly("PAYER");
        awaitBatch("Processing", Map.of("RemittanceRequested", 1L));
        neighbours.await_(ClaimStatusRequested.class, payment, 1);
    }

    @Test
    void the_payments_of_a_batch_follow_its_start_its_partial_release_and_its_release() {
        var header = header(batch, true, 450);
        intake(Events.opened(header));
        var payments = new ArrayList<String>();
        for (int i = 0; i < 450; i++) {
            payments.add(Ids.next());
            intake(accepted(header, payments.getLast(), false, "claim-" + payments.getLast()));
        }
        awaitBatch("Created", Map.of("Created", 450L));

        intake(Events.start(batch, 450));
        awaitBatch("Held", Map.of("Held", 450L));

        intake(Events.release(batch, payments.subList(0, 2)));
        awaitBatch("Processing", Map.of("Held", 448L, "RemittanceRequested", 2L));

        intake(Events.release(batch, null));
        awaitBatch("Processing", Map.of("RemittanceRequested", 450L));
        var last = neighbours.heard(BatchStatusChanged.class, batch).getLast();
        assertThat(last.getCurrentPayments()).isEqualTo(450);
        assertThat(last.getCurrentTotal()).isEqualTo(450 * Events.PAID);
    }

    @Test
    void a_partial_release_right_behind_the_start_finds_the_payment() {
        var header = header(batch, true, 1);
        intake(accepted(header, payment, false, firstClaim));
        intake(Events.start(batch, 1));
        intake(Events.release(batch, List.of(payment)));

        awaitStatus("RemittanceRequested");
        assertThat(neighbours.heard(CommandRejected.class, payment)).isEmpty();
    }

    @Test
    void the_payments_of_a_cancelled_batch_are_cancelled_and_a_late_start_is_refused() {
        intake(accepted(header(batch, false, 1), payment, false, firstClaim));
        intake(Events.cancel(batch));
        awaitBatch("Cancelled", Map.of("Cancelled", 1L));
        awaitStatus("Cancelled");

        var command = intake(Events.start(batch, 1));

        var rejected = neighbours
                .await_(io.remithub.events.batches.CommandRejected.class, batch, 1)
                .getFirst();
        assertThat(rejected.getCommandId()).isEqualTo(command);
        assertThat(Examples.unwritten(rejected)).isEmpty();
        assertThat(rejected.getCommandType()).isEqualTo("BatchStartRequested");
        assertThat(rejected.getCode()).isEqualTo("batch-cancelled");
    }

    @Test
    void health_and_metrics_are_served_on_the_management_port_alone() {
        for (var path : List.of("/health/live", "/health/ready", "/health/started", "/metrics")) {
            given().baseUri(management).get(path).then().statusCode(200);
            given().get("/q" + path).then().statusCode(404);
        }
        assertThat(given().baseUri(management).get("/metrics").asString()).contains("jvm_memory");
        assertThat(given().get("/q/openapi").asString()).contains("/exceptions");
    }

    @Test
    void the_worklist_is_read_page_by_page() {
        var before = Ids.next();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var id = Ids.next();
            ids.add(id);
            var own = Ids.next();
            neighbours.say(Topic.PAYMENTS_INTAKE, own, own, accepted(header(own, false, 1), id, true, "none-" + id));
        }
        ids.forEach(id -> neighbours.await_(PaymentExceptionOpened.class, id, 1));

        var seen = new ArrayList<String>();
        for (String cursor = before; cursor != null; ) {
            var page = Operators.as("viewer")
                    .queryParam("limit", 2)
                    .queryParam("tenantId", TENANT)
                    .queryParam("cursor", cursor)
                    .get("/exceptions")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("data")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.getList("data.paymentId", String.class));
            cursor = page.getString("nextCursor");
        }

        assertThat(seen).containsAll(ids).doesNotHaveDuplicates();
        Operators.as("viewer")
                .queryParam("limit", 101)
                .get("/exceptions")
                .then()
                .statusCode(400);
    }

    private String intake(SpecificRecord event) {
        return neighbours.say(Topic.PAYMENTS_INTAKE, batch, batch, event);
    }

    /** And waits until it is: what comes on another topic may be faster. */
    private void register(String claimKey) {
        sayRegistered(claimKey);
        await().until(() -> isRegistered(claimKey));
    }

    private void sayRegistered(String claimKey) {
        neighbours.say(Topic.CLAIMS_REGISTRATIONS, claimKey, claimKey, Events.registered(claimKey));
    }

    private boolean isRegistered(String claimKey) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select from registration where tenant_id = ? and claim_key = ? and revision > 0")) {
            select.setString(1, TENANT);
            select.setString(2, claimKey);
            return select.executeQuery().next();
        }
    }

    private void status(int claim, String claimKey, String category) {
        neighbours.say(
                Topic.CLAIMS_STATUS, payment, payment + "/" + claim, Events.status(payment, claim, claimKey, category));
    }

    private void outcome(int claim, String purpose, String outcome) {
        neighbours.say(
                Topic.EHR_POSTINGS, payment, payment + "/" + claim, Events.outcome(payment, claim, purpose, outcome));
    }

    private void awaitStatus(String status) {
        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                        .isNotEmpty()
                        .last()
                        .satisfies(it -> assertThat(it.getStatus()).isEqualTo(status)));
    }

    private void awaitBatch(String status, Map<String, Long> counts) {
        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(neighbours.heard(BatchStatusChanged.class, batch))
                        .isNotEmpty()
                        .last()
                        .satisfies(it -> {
                            assertThat(it.getStatus()).isEqualTo(status);
                            assertThat(it.getPaymentsByStatus()).isEqualTo(counts);
                        }));
    }

    private List<String> steps() {
        return neighbours.heard(PaymentStatusChanged.class, payment).stream()
                .flatMap(it -> it.getSteps().stream())
                .map(StatusStep::getStatus)
                .toList();
    }

    private List<String> worklist(String code) {
        return Operators.as("viewer")
                .queryParam("code", code)
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.paymentId", String.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
