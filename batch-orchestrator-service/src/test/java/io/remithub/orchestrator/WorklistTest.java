package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
import static io.remithub.orchestrator.Operators.as;
import static io.remithub.orchestrator.Operators.resolve;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.intake.BalanceFinding;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.messaging.Ids;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and decide. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class WorklistTest {

    @Inject
    Polls polls;

    @Inject
    DataSource database;

    private final Neighbours neighbours = Neighbours.all();
    private final String batch = Ids.next();
    private final String payment = Ids.next();
    private final String claim = "worklist-" + payment;

    @Test
    void an_exception_shows_its_age_until_when_it_is_due_and_what_can_be_decided() {
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, claim));
        neighbours.await_(PaymentExceptionOpened.class, payment, 1);

        var shown = as("viewer")
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .statusCode(200);

        shown.body("data", hasSize(1))
                .body("data[0].ageSeconds", greaterThanOrEqualTo(0))
                .body("data[0].overdue", equalTo(false))
                .body("data[0].owner", nullValue())
                .body("data[0].proposed", nullValue())
                .body("data[0].causes[0].code", equalTo("claim-not-registered"))
                .body("data[0].causes[0].actions", contains("void"));
        var json = shown.extract().jsonPath();
        assertThat(Duration.between(
                        Instant.parse(json.getString("data[0].openedAt")),
                        Instant.parse(json.getString("data[0].dueAt"))))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_payment_that_overtakes_the_registration_of_its_claims_is_no_exception() {
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, claim));
        polls.registered(claim);

        neighbours.await_(ClaimStatusRequested.class, payment, 1);
        assertThat(neighbours.heard(PaymentExceptionOpened.class, payment)).isEmpty();
    }

    @Test
    void the_worklist_is_filtered_by_batch_code_owner_age_and_what_is_overdue() throws SQLException {
        var exception = unconfirmed();
        assertThat(found("batchId", batch)).containsExactly(payment);
        assertThat(found("tenantId", Events.TENANT, "code", "posting-unconfirmed"))
                .containsExactly(payment);
        assertThat(found("code", "out-of-balance")).isEmpty();
        assertThat(found("owner", "somebody")).isEmpty();
        assertThat(found("olderThan", "PT4H")).isEmpty();
        assertThat(found("overdue", "true")).isEmpty();

        assign("operator", exception, "{\"owner\":\"somebody\"}", 204);
        opened(exception, Duration.ofHours(5));

        assertThat(found("owner", "somebody")).containsExactly(payment);
        assertThat(found("olderThan", "PT4H")).containsExactly(payment);
        assertThat(found("olderThan", "PT6H")).isEmpty();
        assertThat(found("overdue", "true")).containsExactly(payment);
    }

    @Test
    void an_owner_stays_while_the_payment_moves_and_is_taken_back() {
        var exception = unconfirmed();
        assign("operator", exception, "{\"owner\":\"somebody\"}", 204);

        polls.postings(payment, Events.outcome(payment, 0, "CHARGE", "REJECTED"));
        as("viewer")
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .body("data[0].owner", equalTo("somebody"))
                .body("data[0].causes.code", contains("posting-unconfirmed", "charge-rejected"));

        assign("operator", exception, "{}", 204);
        assertThat(found("owner", "somebody")).isEmpty();
        assign("operator", "0".repeat(32), "{\"owner\":\"somebody\"}", 404);
    }

    @Test
    void every_parameter_that_is_out_of_bounds_is_named() {
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/exceptions?owner=%00&olderThan=yesterday&overdue=perhaps&cursor=x&limit=0")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("?owner", "?olderThan", "?overdue", "?cursor", "?limit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "olderThan=yesterday",
                "overdue=perhaps",
                "limit=0",
                "limit=101",
                "cursor=x",
                "owner=%00",
                "code=a%00b"
            })
    void a_parameter_out_of_bounds_is_refused(String query) {
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/exceptions?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    @Test
    void every_endpoint_asks_for_a_token_and_its_role() {
        var resolve = "/exceptions/" + Ids.next() + "/resolve";
        var assign = "/exceptions/" + Ids.next() + "/assign";
        for (var path : List.of("/exceptions", "/parked", "/audit")) {
            given().get(path).then().statusCode(401);
            as("nobody").get(path).then().statusCode(403);
        }
        given().contentType("application/json").body("{}").post(assign).then().statusCode(401);
        given().contentType("application/json").body("{}").post(resolve).then().statusCode(401);
        as("viewer")
                .contentType("application/json")
                .body("{}")
                .post(assign)
                .then()
                .statusCode(403);
        resolve("viewer", Ids.next(), "retry").statusCode(403).body("code", equalTo("forbidden"));
        as("viewer").get("/exceptions").then().statusCode(200);
    }

    @Test
    void a_confirmation_needs_evidence_and_is_passed_on_and_on_record() {
        var exception = unconfirmed();
        resolve("operator", exception, "confirm").statusCode(400).body("errors[0].pointer", equalTo("/evidence"));

        resolve("operator", exception, "confirm", "ledger entry 4711").statusCode(204);

        assertThat(neighbours.await_(PostingResolved.class, payment, 1))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getAction()).isEqualTo("CONFIRM");
                    assertThat(it.getPurpose()).isEqualTo("PAYMENT");
                    assertThat(it.getIssuance()).isEqualTo(1);
                });
        assertThat(neighbours
                        .await_(PaymentExceptionResolved.class, payment, 1)
                        .getFirst()
                        .getResolution())
                .isEqualTo("CONFIRM");
        as("approver")
                .queryParam("subject", payment)
                .get("/audit")
                .then()
                .body(containsString("\"action\":\"exception.confirm\""))
                .body(containsString("\"actor\":\"operator\""))
                .body(containsString("because of a test"))
                .body(containsString("ledger entry 4711"));
    }

    @Test
    void a_retry_is_preceded_by_the_request_with_the_registration_as_it_was_corrected() {
        var exception = posted(PostingOutcome.newBuilder(Events.outcome(payment, 0, "PAYMENT", "WAITING"))
                .setReasonCode("patient-unknown")
                .build());
        polls.registered(claim, 2);

        resolve("operator", exception, "retry").statusCode(204);

        neighbours.await_(PostingResolved.class, payment, 1);
        assertThat(neighbours.heard(PostingRequested.class, payment))
                .extracting(PostingRequested::getSealedRegistration)
                .containsExactly(Events.registration(claim, 1), Events.registration(claim, 2));
        assertThat(neighbours
                        .records(payment)
                        .map(Neighbours.Heard::payload)
                        .filter(it -> it instanceof PostingRequested || it instanceof PostingResolved))
                .last()
                .isInstanceOf(PostingResolved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", "evidence", "owner"})
    void text_that_no_database_holds_is_refused(String field) {
        var exception = Ids.next();
        if (field.equals("owner")) {
            assign("operator", exception, "{\"owner\":\"a\\u0000b\"}", 400);
        } else {
            resolve("operator", exception, "retry", Map.of(field, "a\u0000b"))
                    .statusCode(400)
                    .body("code", equalTo("malformed-request"));
        }
    }

    @Test
    void blank_evidence_is_none() {
        resolve("operator", Ids.next(), "confirm", " ").statusCode(400).body("errors[0].pointer", equalTo("/evidence"));
        as("operator")
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body(Map.of("action", "retry", "note", "because of a test"))
                .post("/exceptions/%00/resolve")
                .then()
                .statusCode(400);
    }

    @Test
    void approved_findings_let_the_payment_go_on() {
        var exception = unbalanced(Events.finding());

        resolve("operator", exception, "approve").statusCode(204);
        awaitStatus("RemittanceRequested");
        polls.statuses(payment, Events.status(payment, 0, claim, "F1"));

        assertThat(neighbours
                        .await_(PostingRequested.class, payment, 1)
                        .getFirst()
                        .getBalanced())
                .isTrue();
    }

    @Test
    void a_sum_that_does_not_add_up_is_not_approved_and_a_cancelled_one_has_failed() {
        var exception = unbalanced(BalanceFinding.newBuilder(Events.finding())
                .setLevel("TRANSACTION")
                .setClaimIndex(null)
                .build());
        as("viewer")
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .body("data[0].causes[0].nextAction", containsString("nobody can approve"))
                .body("data[0].causes[0].actions", contains("cancel", "void"));
        resolve("operator", exception, "approve").statusCode(409).body("code", equalTo("action-not-allowed"));

        resolve("operator", exception, "cancel").statusCode(204);

        assertThat(awaitStatus("Failed").getSteps()).last().satisfies(step -> assertThat(step.getReasonCode())
                .isEqualTo("out-of-balance"));
    }

    @Test
    void an_operator_voids_and_the_step_is_the_operators() {
        var exception = unconfirmed();

        resolve("operator", exception, "void").statusCode(204);

        assertThat(awaitStatus("Voided").getSteps())
                .extracting(StatusStep::getActorKind)
                .containsOnly("OPERATOR");
        neighbours.await_(ReversalRequested.class, payment, 1);
        resolve("operator", exception, "void").statusCode(409).body("code", equalTo("action-not-allowed"));
    }

    @Test
    void causes_hold_no_flag_that_is_not_set_and_what_a_later_version_adds_to_them_is_passed_over()
            throws SQLException {
        var exception = unconfirmed();
        assertThat(causes(exception)).contains("POSTING_UNCONFIRMED").doesNotContain("done", "undoing");

        change(exception, "causes = jsonb_set(causes, '{0,later}', 'true')");

        shown().body("data[0].causes.code", contains("posting-unconfirmed"));
        polls.postings(payment, Events.outcome(payment, 0, "PAYMENT", "CONFIRMED"));
        neighbours.await_(PaymentExceptionResolved.class, payment, 1);
    }

    @Test
    void where_it_was_not_written_down_whether_a_posting_or_what_undoes_it_is_unconfirmed_both_are_named()
            throws SQLException {
        var exception = unconfirmed();
        polls.intake(batch, Events.voided(batch, payment));
        shown().body("data[0].causes[0].nextAction", startsWith("It was on its way"));

        change(exception, "causes = causes #- '{0,inFlight}'");
        shown().body(
                        "data[0].causes[0].nextAction",
                        matchesPattern(
                                "GET /postings .* PAYMENT or CHARGE: It was on its way .*"
                                        + " REVERSAL or CHARGE_ADJUSTMENT: Look up what undoes the posting, and not the posting.*"));

        polls.postings(
                payment,
                Events.outcome(payment, 0, "PAYMENT", "CONFIRMED"),
                Events.outcome(payment, 0, "REVERSAL", "UNCONFIRMED"));
        shown().body("data[0].causes[0].nextAction", startsWith("Look up what undoes the posting"));
        assertThat(causes(exception)).contains("\"inFlight\": false");
    }

    @Test
    void where_four_eyes_are_asked_for_another_person_with_the_role_decides_the_same() {
        var exception = unconfirmed(true);
        assertThat(neighbours
                        .await_(PostingRequested.class, payment, 1)
                        .getFirst()
                        .getFourEyes())
                .isTrue();
        resolve("operator", exception, "retry").statusCode(204);
        polls.postings(payment, Events.outcome(payment, 0, "PAYMENT", "UNCONFIRMED"));
        exception = exceptionOf(payment);

        resolve("approver", exception, "void").statusCode(202);
        as("viewer")
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .body("data[0].proposed.action", equalTo("void"))
                .body("data[0].proposed.by", equalTo("approver"));
        assertThat(neighbours.heard(ReversalRequested.class, payment)).isEmpty();
        resolve("approver", exception, "void").statusCode(403).body("code", equalTo("four-eyes"));
        resolve("second-operator", exception, "void").statusCode(403).body("code", equalTo("four-eyes"));

        resolve("operator", exception, "confirm", "ledger entry 4711").statusCode(202);
        resolve("approver", exception, "confirm", "ledger entry 4711").statusCode(204);

        assertThat(neighbours
                        .await_(PostingResolved.class, payment, 2)
                        .getLast()
                        .getAction())
                .isEqualTo("CONFIRM");
        as("approver")
                .queryParam("subject", payment)
                .get("/audit")
                .then()
                .body(containsString("exception.propose-void"))
                .body(containsString("exception.propose-confirm"))
                .body(containsString("\"exception.confirm\""));
        assertThat(found("batchId", batch)).isEmpty();
    }

    @Test
    void a_proposal_is_of_the_causes_that_it_was_made_on_and_used_up_when_it_is_carried_out() {
        var exception = posted(
                true,
                2,
                Events.outcome(payment, 0, "PAYMENT", "UNCONFIRMED"),
                Events.outcome(payment, 1, "PAYMENT", "REJECTED"));
        resolve("operator", exception, "confirm", "ledger entry 4711").statusCode(202);
        resolve("approver", exception, "confirm", "ledger entry 4711").statusCode(204);

        polls.postings(payment, Events.outcome(payment, 1, "PAYMENT", "UNCONFIRMED"));
        resolve("approver", exception, "confirm", "ledger entry 4712").statusCode(202);

        resolve("operator", exception, "void").statusCode(202);
        polls.postings(payment, Events.outcome(payment, 0, "CHARGE", "UNCONFIRMED"));
        shown().body("data[0].proposed", nullValue());
        resolve("approver", exception, "void").statusCode(202);
        shown().body("data[0].proposed.by", equalTo("approver"));
    }

    @Test
    void a_decision_about_one_claim_leaves_the_others_and_one_about_what_was_before_is_refused() {
        var exception = posted(Events.outcome(payment, 0, "PAYMENT", "REJECTED"));
        shown().body("data[0].version", equalTo(1));
        polls.postings(payment, Events.outcome(payment, 0, "CHARGE", "REJECTED"));

        resolve("operator", exception, "cancel", Map.of("version", 1))
                .statusCode(409)
                .body("code", equalTo("causes-changed"));
        resolve("operator", exception, "cancel", Map.of("code", "posting-refused"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/code"));
        resolve("operator", exception, "cancel", Map.of("claimIndex", 1))
                .statusCode(409)
                .body("code", equalTo("action-not-allowed"));
        resolve("operator", exception, "cancel", Map.of("version", 2, "claimIndex", 0, "code", "posting-rejected"))
                .statusCode(204);

        shown().body("data[0].causes.code", contains("charge-rejected")).body("data[0].version", equalTo(3));
        assertThat(neighbours.await_(PostingResolved.class, payment, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.getPurpose()).isEqualTo("PAYMENT"));
        as("approver")
                .queryParam("subject", payment)
                .get("/audit")
                .then()
                .body(containsString("exception %s, claim 0, posting-rejected".formatted(exception)));
    }

    @Test
    void what_undoes_a_posting_is_approved_with_the_amount_that_was_seen() {
        posted(true, 1, Events.outcome(payment, 0, "PAYMENT", "CONFIRMED"));
        polls.intake(batch, Events.voided(batch, payment));
        polls.postings(payment, underReview(-14_999));
        var exception = exceptionOf(payment);
        int seen = shown().body("data[0].causes[0].expected", equalTo(-149.99f))
                .extract()
                .path("data[0].version");
        resolve("operator", exception, "approve", Map.of("version", seen)).statusCode(202);

        polls.postings(payment, underReview(-30_000));

        shown().body("data[0].causes[0].expected", equalTo(-300.0f)).body("data[0].proposed", nullValue());
        resolve("approver", exception, "approve", Map.of("version", seen))
                .statusCode(409)
                .body("code", equalTo("causes-changed"));
        resolve("approver", exception, "approve").statusCode(202);
        resolve("operator", exception, "approve").statusCode(403);
        assertThat(neighbours.heard(PostingResolved.class, payment)).isEmpty();

        resolve("approver", exception, "confirm", "ledger entry 4711").statusCode(202);
        resolve("operator", exception, "approve").statusCode(202);
        resolve("approver", exception, "approve").statusCode(204);
        assertThat(neighbours.await_(PostingResolved.class, payment, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.getAmount()).isEqualTo(-30_000));
    }

    private PostingOutcome underReview(long cents) {
        return PostingOutcome.newBuilder(Events.outcome(payment, 0, "REVERSAL", "WAITING"))
                .setReasonCode("posting-review")
                .setAmount(cents)
                .build();
    }

    @Test
    void two_people_decide_about_the_same_causes() {
        var exception = posted(
                true,
                2,
                Events.outcome(payment, 0, "PAYMENT", "UNCONFIRMED"),
                Events.outcome(payment, 1, "PAYMENT", "UNCONFIRMED"));

        resolve("operator", exception, "confirm", Map.of("evidence", "4711", "claimIndex", 0))
                .statusCode(202);
        shown().body("data[0].proposed.claimIndex", equalTo(0)).body("data[0].causes.undoing", contains(false, false));
        resolve("approver", exception, "confirm", Map.of("evidence", "4711")).statusCode(202);
        var first = Map.of("evidence", "4711", "claimIndex", 0, "undoing", false);
        resolve("operator", exception, "confirm", first).statusCode(202);
        shown().body("data[0].proposed.undoing", equalTo(false));
        resolve("approver", exception, "confirm", Map.of("evidence", "4711", "claimIndex", 0, "undoing", true))
                .statusCode(409);
        resolve("approver", exception, "confirm", first).statusCode(204);

        shown().body("data[0].causes.claimIndex", contains(1));
    }

    private String unconfirmed() {
        return unconfirmed(false);
    }

    /** @return the exception */
    private String unconfirmed(boolean dualControl) {
        return posted(dualControl, 1, Events.outcome(payment, 0, "PAYMENT", "UNCONFIRMED"));
    }

    private String posted(PostingOutcome outcome) {
        return posted(false, 1, outcome);
    }

    private String posted(boolean dualControl, int claims, PostingOutcome... outcomes) {
        var keys = IntStream.range(0, claims)
                .mapToObj(index -> index == 0 ? claim : claim + "-" + index)
                .toArray(String[]::new);
        polls.registered(keys);
        var header = header(batch, 1, policy -> policy.setDualControl(dualControl));
        polls.intake(batch, accepted(header, payment, true, keys));
        for (int index = 0; index < claims; index++) {
            polls.statuses(payment, Events.status(payment, index, keys[index], "F1"));
        }
        polls.postings(payment, outcomes);
        return exceptionOf(payment);
    }

    private String unbalanced(BalanceFinding finding) {
        polls.registered(claim);
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, List.of(finding), claim));
        return exceptionOf(payment);
    }

    private static String exceptionOf(String paymentId) {
        return as("viewer")
                .queryParam("paymentId", paymentId)
                .get("/exceptions")
                .jsonPath()
                .getString("data[0].exceptionId");
    }

    private ValidatableResponse shown() {
        return as("viewer")
                .queryParam("paymentId", payment)
                .get("/exceptions")
                .then()
                .statusCode(200);
    }

    private static void assign(String person, String exception, String body, int status) {
        as(person)
                .contentType("application/json")
                .body(body)
                .post("/exceptions/" + exception + "/assign")
                .then()
                .statusCode(status);
    }

    private List<String> found(String... filter) {
        var request = as("viewer").queryParam("paymentId", payment);
        for (int i = 0; i < filter.length; i += 2) {
            request.queryParam(filter[i], filter[i + 1]);
        }
        return request.get("/exceptions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.paymentId");
    }

    private void opened(String exception, Duration ago) throws SQLException {
        change(exception, "opened_at = opened_at - make_interval(secs => %d)".formatted(ago.toSeconds()));
    }

    private void change(String exception, String set) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update payment_exception set %s where id = '%s'".formatted(set, exception));
        }
    }

    private String causes(String exception) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select causes from payment_exception where id = '%s'".formatted(exception))) {
            row.next();
            return row.getString(1);
        }
    }

    private PaymentStatusChanged awaitStatus(String status) {
        await().untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                .isNotEmpty()
                .last()
                .satisfies(it -> assertThat(it.getStatus()).isEqualTo(status)));
        return neighbours.heard(PaymentStatusChanged.class, payment).getLast();
    }
}
