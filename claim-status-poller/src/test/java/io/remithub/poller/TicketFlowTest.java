package io.remithub.poller;

import static io.remithub.poller.Integrex.json;
import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.messaging.Ids;
import io.remithub.schemas.Examples;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketFlowTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Requests requests;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    private final Integrex integrex = new Integrex();
    private final String payment = Requests.payment();
    private final String claim = "claim-" + Ids.next();
    private Statuses statuses;

    @BeforeEach
    void fresh() {
        database.clear();
        integrex.reset();
        statuses = new Statuses();
    }

    @AfterEach
    void close() {
        statuses.close();
    }

    @Test
    void a_request_becomes_a_ticket_that_is_polled_until_the_payer_has_decided() {
        integrex.onSubmit(ticket(202, "ix-1"));
        integrex.onPoll("ix-1", processing(), processing(), json(200, """
                        [{"categoryCode":"F1","statusCode":"65","chargeAmt":"2000.00","paymentAmt":"1500.00",
                          "checkNumber":"CHK-1","checkDate":"2025-01-20","dateCheckCashed":"null","svcLine":1,
                          "reasonSourceCd3":"45","authorizationCaseld":"AUTH-1"}]"""));

        var requestId = requests.ask(payment, claim);

        var told = await().atMost(SOON)
                .until(() -> statuses.of(payment), list -> !list.isEmpty())
                .getFirst();
        var received = (ClaimStatusReceived) told.payload();
        assertThat(received.getPaymentId()).isEqualTo(payment);
        assertThat(received.getClaimIndex()).isZero();
        assertThat(received.getIssuance()).isOne();
        assertThat(received.getClaimKey()).isEqualTo(claim);
        assertThat(received.getCategory()).isEqualTo("F1");
        assertThat(received.getCategoryDescription()).isEqualTo("Final: paid");
        assertThat(received.getStatusCode()).isEqualTo("65");
        assertThat(received.getStatusDescription()).isEqualTo("Paid");
        assertThat(received.getAuthorizationCaseId()).isEqualTo("AUTH-1");
        assertThat(received.getReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.getKind()).isEqualTo("CARC");
            assertThat(reason.getCode()).isEqualTo("45");
        });
        assertThat(received.getMeaning()).isEqualTo("FINAL");
        assertThat(received.getNextAction()).isEqualTo("NONE");
        assertThat(received.getPaidAmount()).isEqualTo(150_000);
        assertThat(received.getCheckNumber()).isEqualTo("CHK-1");
        assertThat(received.getCheckCashedOn()).isNull();
        assertThat(told.headers())
                .containsEntry("ce_subject", payment + "/0")
                .containsEntry("ce_tenant", Claims.TENANT)
                .containsEntry("ce_causationid", requestId);
        assertThat(told.headers().get("traceparent")).contains(Requests.TRACE);
        assertThat(integrex.polls()).hasSize(3);
        assertThat(integrex.submissions()).singleElement().satisfies(submission -> assertThat(
                        submission.getBodyAsString())
                .contains("\"trackingId1\":\"" + received.getTicketId() + "\""));

        RestAssured.given()
                .header("Authorization", HubTestResource.bearer("viewer"))
                .get("/tickets/" + received.getTicketId())
                .then()
                .statusCode(200)
                .body("state", equalTo("Completed"))
                .body("category", equalTo("F1"))
                .body("waiting", hasSize(1))
                .body("history.to", contains("Queued", "Submitting", "Polling", "Polling", "Completed"))
                .body(not(containsString("Shephard")));
        assertThat(database.count("select count(*) from subscriber where sealed_registration is not null"))
                .isZero();
    }

    @Test
    void two_payments_that_ask_for_one_claim_share_a_ticket_and_are_both_answered() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", processing(), processing(), status("F1"));
        var other = Requests.payment();

        requests.ask(payment, claim);
        requests.ask(other, claim);

        var one = received(payment);
        var two = received(other);
        assertThat(one.getTicketId()).isEqualTo(two.getTicketId());
        assertThat(integrex.submissions()).hasSize(1);
    }

    @Test
    void a_claim_that_was_answered_is_asked_about_anew() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F1"));
        requests.ask(payment, claim);
        var first = received(payment);
        var other = Requests.payment();

        requests.ask(other, claim);

        assertThat(received(other).getTicketId()).isNotEqualTo(first.getTicketId());
        assertThat(statuses.of(payment)).hasSize(1);
    }

    @Test
    void a_claim_in_process_is_told_and_a_new_request_asks_at_once_whether_200_or_202_follows() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("P1"), processing(), status("F1"));
        requests.ask(payment, claim);
        assertThat(received(payment).getMeaning()).isEqualTo("PENDING");
        var other = Requests.payment();

        requests.ask(other, claim);

        assertThat(received(other).getMeaning()).isEqualTo("FINAL");
        await().atMost(SOON).until(() -> statuses.of(payment).size() == 2);
        // What is asked for out of turn uses up no turn of the calendar.
        assertThat(database.count("select rechecks from ticket")).isZero();
    }

    @Test
    void a_check_that_is_not_cashed_yet_is_asked_about_until_it_is_and_the_cashing_told() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", paidByCheck("null"), paidByCheck("2025-01-27"));
        requests.ask(payment, claim);
        assertThat(received(payment).getCheckCashedOn()).isNull();
        await().atMost(SOON).until(() -> database.states().equals(List.of("Queued")));

        database.execute("update ticket set due_at = now() where reason = 'check-uncashed'");

        await().atMost(SOON).until(() -> statuses.of(payment).size() == 2);
        var cashed = (ClaimStatusReceived) statuses.of(payment).getLast().payload();
        assertThat(cashed.getCheckCashedOn()).isEqualTo("2025-01-27");
        assertThat(cashed.getMeaning()).isEqualTo("FINAL");
        assertThat(Examples.unwritten(cashed)).isEmpty();
        assertThat(database.states()).containsExactly("Completed");
    }

    @Test
    void each_of_two_payments_is_told_of_its_own_check_until_both_are_cashed() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll(
                "ix-1",
                processing(),
                processing(),
                paidByTwoChecks("null", "2025-02-01"),
                paidByTwoChecks("2025-02-08", "2025-02-01"));
        var other = Requests.payment();
        requests.askForPaidBy("CHK-A", payment, claim);
        requests.askForPaidBy("CHK-B", other, claim);

        assertThat(received(payment).getCheckNumber()).isEqualTo("CHK-A");
        assertThat(received(payment).getCheckCashedOn()).isNull();
        assertThat(received(other).getCheckNumber()).isEqualTo("CHK-B");
        assertThat(received(other).getCheckCashedOn()).isEqualTo("2025-02-01");
        await().atMost(SOON).until(() -> database.states().equals(List.of("Queued")));

        database.execute("update ticket set due_at = now() where reason = 'check-uncashed'");

        await().atMost(SOON).until(() -> statuses.of(payment).size() == 2);
        var cashed = (ClaimStatusReceived) statuses.of(payment).getLast().payload();
        assertThat(cashed.getCheckNumber()).isEqualTo("CHK-A");
        assertThat(cashed.getCheckCashedOn()).isEqualTo("2025-02-08");
        assertThat(database.states()).containsExactly("Completed");
    }

    @Test
    void a_payment_whose_check_is_not_known_is_told_of_each() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", paidByTwoChecks("2025-02-08", "2025-02-01"));

        requests.ask(payment, claim);

        await().atMost(SOON).until(() -> statuses.of(payment).size() == 2);
        assertThat(statuses.of(payment))
                .extracting(told -> ((ClaimStatusReceived) told.payload()).getCheckNumber())
                .containsExactly("CHK-A", "CHK-B");
        assertThat(database.states()).containsExactly("Completed");
    }

    private static ResponseDefinitionBuilder paidByTwoChecks(String cashedOn, String otherCashedOn) {
        return json(200, """
                [{"categoryCode":"F1","checkNumber":"CHK-A","checkStatus":"Issued","dateCheckCashed":"%s"},
                 {"categoryCode":"F1","checkNumber":"CHK-B","checkStatus":"Issued","dateCheckCashed":"%s"}]""".formatted(cashedOn, otherCashedOn));
    }

    private static ResponseDefinitionBuilder paidByCheck(String cashedOn) {
        return json(200, """
                {"categoryCode":"F1","statusCode":"65","adjudicationDate":"2025-01-18","authorizationCaseId":"AUTH-1",
                 "chargeAmt":"2000.00","paymentAmt":"1500.00","allowedAmount":1600.0,"coInsuranceAmount":100,
                 "reasonSourceCd3":"45","checkNumber":"CHK-1","checkDate":"2025-01-20","checkStatus":"Issued",
                 "dateCheckCashed":"%s"}""".formatted(cashedOn));
    }

    @Test
    void a_cancelled_request_stops_its_ticket_unless_another_payment_needs_it() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", processing());
        var other = Requests.payment();
        requests.ask(payment, claim);
        requests.ask(other, claim);
        await().atMost(SOON).until(() -> database.count("select count(*) from subscriber") == 2);

        requests.cancel(payment, claim);
        await().atMost(SOON).until(() -> database.count("select count(*) from subscriber") == 1);
        assertThat(database.states()).containsExactly("Polling");

        requests.cancel(other, claim);
        await().atMost(SOON).until(() -> database.states().equals(List.of("Cancelled")));
        assertThat(database.count("select count(*) from subscriber")).isZero();
    }

    @Test
    void a_request_that_the_clearinghouse_refuses_fails_as_rejected_with_its_words_kept_sealed() {
        integrex.onSubmit(json(400, "{\"error\":\"bad birth date of Sam Shephard\"}"));

        requests.ask(payment, claim);

        var failed = failed(payment);
        assertThat(failed.getCode()).isEqualTo("claim-rejected");
        assertThat(failed.getHttpStatus()).isEqualTo(400);
        assertThat(database.states()).containsExactly("Rejected");
        assertThat(database.count("select count(*) from ticket where octet_length(sealed_refusal) > 40"))
                .isOne();
        assertThat(database.count("select count(*) from ticket where sealed_refusal like '%Shephard%'::bytea"))
                .isZero();
    }

    @Test
    void an_operators_retry_after_a_refusal_opens_a_new_ticket_with_the_corrected_registration() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onSubmitOf("Sam", json(400, "{}"));
        integrex.onPoll("ix-1", status("F1"));
        requests.ask(payment, claim);
        var refused = failed(payment);

        requests.ask(payment, claim, "Samuel");

        assertThat(received(payment).getTicketId()).isNotEqualTo(refused.getTicketId());
        assertThat(received(payment).getMeaning()).isEqualTo("FINAL");
        assertThat(statuses.of(payment)).hasSize(2);
        assertThat(integrex.submissions()).hasSize(2);
        assertThat(integrex.submissions())
                .anyMatch(sent -> sent.getBodyAsString().contains("Samuel"));
        assertThat(database.states()).containsExactlyInAnyOrder("Rejected", "Completed");
    }

    @Test
    void a_refused_credential_is_told_once_and_nothing_is_lost() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", json(402, "{}"), json(402, "{}"), json(402, "{}"), status("F1"));

        requests.ask(payment, claim);

        await().atMost(SOON).until(() -> statuses.of(payment).size() == 2);
        assertThat(((ClaimStatusFailed) statuses.of(payment).getFirst().payload()).getCode())
                .isEqualTo("partner-credential-refused");
        assertThat(received(payment).getMeaning()).isEqualTo("FINAL");
    }

    @Test
    void a_ticket_that_is_never_ready_is_overdue_after_three_generations_and_an_operators_retry_begins_anew() {
        integrex.onSubmit(ticket(202, "ix-1"));
        integrex.onPoll("ix-1", processing());
        double closed = closed();
        requests.ask(payment, claim);
        var overdue = failed(payment);
        assertThat(overdue.getCode()).isEqualTo("claim-status-overdue");
        assertThat(integrex.submissions()).hasSize(3);
        assertThat(database.states()).containsExactly("Failed");
        await().atMost(SOON).until(() -> closed() == closed + 1);

        integrex.onSubmit(ticket(200, "ix-2"));
        integrex.onPoll("ix-2", status("F1"));
        requests.ask(payment, claim);

        assertThat(received(payment).getTicketId()).isNotEqualTo(overdue.getTicketId());
        assertThat(statuses.of(payment)).hasSize(2);
        assertThat(database.states()).containsExactlyInAnyOrder("Failed", "Completed");
    }

    @Test
    void a_ticket_that_is_unknown_before_its_time_fails() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", json(404, "{}"));

        requests.ask(payment, claim);

        assertThat(failed(payment).getCode()).isEqualTo("claim-status-overdue");
        assertThat(failed(payment).getHttpStatus()).isEqualTo(404);
        assertThat(integrex.submissions()).hasSize(1);
    }

    @Test
    void a_ticket_that_is_unknown_after_its_time_is_submitted_anew() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll(
                "ix-1", processing().withFixedDelay(1_500), json(404, "{}").withFixedDelay(1_500), status("F1"));

        requests.ask(payment, claim);

        assertThat(received(payment).getMeaning()).isEqualTo("FINAL");
        assertThat(integrex.submissions()).hasSize(2);
        assertThat(database.list("select reason from ticket_change where http_status = 404"))
                .containsExactly("ttl-passed");
    }

    @Test
    void an_answer_that_cannot_be_stored_is_an_error_of_ours_and_asked_for_again() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("F2"));
        database.execute("alter table ticket add constraint storable check (category <> 'F2')");
        try {
            requests.ask(payment, claim);

            await().atMost(SOON).until(() -> database.list("select distinct reason from ticket_change")
                    .contains("internal-error"));
        } finally {
            database.execute("alter table ticket drop constraint storable");
        }
        assertThat(received(payment).getCategory()).isEqualTo("F2");
    }

    @Test
    void a_partner_that_fails_for_a_while_costs_time_only() {
        integrex.onSubmit(json(503, "{}"));
        requests.ask(payment, claim);
        await().atMost(SOON).until(() -> integrex.submissions().size() >= 3);

        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", json(500, "{}"), json(429, "{}"), status("F2"));

        assertThat(received(payment).getCategory()).isEqualTo("F2");
    }

    /** By answers, whatever the outcome. */
    private double closed() {
        return metrics.find("hub.tickets.closed").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private ClaimStatusReceived received(String paymentId) {
        return await().atMost(SOON)
                .until(
                        () -> statuses.of(paymentId).stream()
                                .map(Statuses.Told::payload)
                                .filter(ClaimStatusReceived.class::isInstance)
                                .map(ClaimStatusReceived.class::cast)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private ClaimStatusFailed failed(String paymentId) {
        return await().atMost(SOON)
                .until(
                        () -> statuses.of(paymentId).stream()
                                .map(Statuses.Told::payload)
                                .filter(ClaimStatusFailed.class::isInstance)
                                .map(ClaimStatusFailed.class::cast)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }
}
