package io.remithub.poller;

import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TicketOperationsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String[] IDS = {
        "00000000000000000000000000000001", "00000000000000000000000000000002", "00000000000000000000000000000003"
    };

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    Requests requests;

    @Inject
    Database database;

    private final Integrex integrex = new Integrex();

    @BeforeEach
    void fresh() {
        database.clear();
        integrex.reset();
    }

    @Test
    void tickets_are_listed_newest_first_page_by_page() {
        threeEndedTickets();

        String cursor = list("limit", 2)
                .then()
                .statusCode(200)
                .body("data.ticketId", contains(IDS[2], IDS[1]))
                .extract()
                .path("nextCursor");

        as("viewer")
                .get("/tickets?limit=2&cursor=" + cursor)
                .then()
                .body("data.ticketId", contains(IDS[0]))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "state,Completed,0",
        "reason,refused,1",
        "tenantId,tenant-2,2",
        "claimKey,claim-1,1",
        "paymentId,payment-0,0",
    })
    void they_are_found_by_state_reason_tenant_claim_and_payment(String filter, String value, int found) {
        threeEndedTickets();

        list(filter, value).then().statusCode(200).body("data.ticketId", contains(IDS[found]));
    }

    @ParameterizedTest
    @CsvSource({"state,Unheard", "limit,0", "limit,101", "cursor,x"})
    void a_parameter_out_of_bounds_is_a_problem(String name, String value) {
        list(name, value)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("?" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId", "claimKey", "paymentId", "reason"})
    void so_is_a_character_that_no_database_stores(String name) {
        list(name, "a\0b")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"))
                .body("errors.pointer", contains("?" + name));
    }

    @Test
    void every_parameter_out_of_bounds_is_named() {
        as("viewer")
                .queryParam("limit", 0)
                .queryParam("state", "Unheard")
                .queryParam("cursor", "x")
                .get("/tickets")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("?limit", "?state", "?cursor"));
    }

    @Test
    void what_is_polled_now_uses_up_none_of_the_calendars_rechecks() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("P1"));
        requests.ask(Requests.payment(), "claim-1");
        for (int polls = 1; polls <= 3; polls++) {
            int answers = polls;
            await().atMost(SOON)
                    .until(() ->
                            database.count("select count(*) from ticket_change where reason = 'recheck'") == answers);
            assertThat(database.count("select rechecks from ticket")).isOne();
            direct("operator", onlyTicket(), "poll-now", "the payer says it is done")
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void a_ticket_that_waits_for_the_calendar_is_polled_now() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", status("P1"), status("F1"));
        requests.ask(Requests.payment(), "claim-1");
        await().atMost(SOON)
                .until(() -> database.list("select reason from ticket").equals(List.of("recheck")));
        var id = onlyTicket();

        direct("operator", id, "poll-now", "the payer says it is done").then().statusCode(204);

        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed")));
        as("viewer").get("/tickets/" + id).then().body("history.reason", hasItem("poll-now"));
        audited(id, "ticket.poll-now", "the payer says it is done");
    }

    @Test
    void a_cancelled_ticket_is_asked_for_no_more_and_everybody_who_waits_is_told() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", processing());
        var payments = List.of(Requests.payment(), Requests.payment());
        try (var statuses = new Statuses()) {
            payments.forEach(payment -> requests.ask(payment, "claim-1"));
            await().atMost(SOON).until(() -> database.count("select count(*) from subscriber") == 2);
            var id = onlyTicket();

            direct("operator", id, "cancel", "the practice withdrew the claim")
                    .then()
                    .statusCode(204);

            await().atMost(SOON).until(() -> statuses.all().size() == 2);
            assertThat(statuses.all()).extracting(Statuses.Told::key).containsExactlyInAnyOrderElementsOf(payments);
            assertThat(statuses.all())
                    .extracting(told -> ((ClaimStatusFailed) told.payload()).getCode())
                    .containsOnly("claim-status-cancelled");
            assertThat(database.states()).containsExactly("Cancelled");
            assertThat(database.count("select count(*) from subscriber where sealed_claim is not null"))
                    .isZero();
            audited(id, "ticket.cancel", "the practice withdrew the claim");
            direct("operator", id, "cancel", "again").then().statusCode(409).body("code", equalTo("ticket-has-ended"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll-now", "cancel"})
    void what_is_decided_has_a_note_and_an_existing_ticket(String decision) {
        direct("operator", "none", decision, "why").then().statusCode(404);
        direct("operator", "none", decision, " ").then().statusCode(400).body("errors.pointer", contains("/note"));
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "nobody,403", "operator,404", "approver,404", "admin,404"})
    void operators_decide_and_nobody_else(String person, int status) {
        direct(person, "none", "poll-now", "why").then().statusCode(status);
        direct(person, "none", "cancel", "why").then().statusCode(status);
    }

    @Test
    void metrics_tell_tickets_by_state_and_how_late_the_oldest_is() {
        threeEndedTickets();
        database.execute("""
                insert into ticket (id, tenant_id, claim_key, charge_amount, state, reason, due_at, lease_until, lease_epoch)
                select 'late-' || n, 'tenant-9', 'late-' || n, 0, 'Polling', 'processing',
                       now() - interval '1 hour', now() + interval '1 hour', 1
                  from generate_series(1, 5) n""");
        database.execute(
                "update ticket set state = 'Cancelled', due_at = null, lease_until = null where id = 'late-5'");

        assertThat(metric("hub_tickets{state=\"Polling\"}")).isEqualTo(4);
        assertThat(metric("hub_tickets{state=\"Cancelled\"}")).isEqualTo(2);
        assertThat(metric("hub_tickets{state=\"Queued\"}")).isZero();
        assertThat(metric("hub_tickets_oldest_due_seconds")).isBetween(3_600.0, 3_700.0);
        assertThat(metric("hub_partner_credential_refused")).isZero();
        assertThat(metric("hub_partner_circuit_open")).isZero();

        database.execute(
                "insert into refused_credential (credential, probe_at) values ('hub', now() + interval '1 hour')");
        // Figures are asked for once in 10 ms.
        await().atMost(SOON).until(() -> metric("hub_partner_credential_refused") == 1);
    }

    @Test
    void metrics_tell_how_long_polls_take_by_answer_and_how_tokens_are_refreshed() {
        integrex.onSubmit(ticket(200, "ix-1"));
        integrex.onPoll("ix-1", processing(), status("F1"));
        requests.ask(Requests.payment(), "claim-1");
        await().atMost(SOON).until(() -> database.states().equals(List.of("Completed")));

        var metrics = metrics();

        assertThat(metrics)
                .containsPattern(
                        "hub_partner_calls_seconds_sum\\{answer=\"200\",operation=\"poll\",partner=\"integrex\"}")
                .containsPattern(
                        "hub_partner_calls_seconds_sum\\{answer=\"202\",operation=\"poll\",partner=\"integrex\"}")
                .contains("hub_partner_tokens_total{outcome=\"fetched\",partner=\"integrex\"}");
    }

    private String metrics() {
        return RestAssured.given().baseUri(management).get("/metrics").asString();
    }

    private double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void threeEndedTickets() {
        var states = List.of("Completed", "Rejected", "Cancelled");
        var reasons = List.of("answered", "refused", "cancelled");
        for (int i = 0; i < IDS.length; i++) {
            database.execute("""
                    insert into ticket (id, tenant_id, claim_key, charge_amount, state, reason, closed_at)
                    values ('%s', 'tenant-%d', 'claim-%d', 0, '%s', '%s', now())""".formatted(IDS[i], i, i, states.get(i), reasons.get(i)));
            database.execute("insert into subscriber (ticket_id, payment_id, claim_index, issuance)"
                    + " values ('%s', 'payment-%d', 0, 1)".formatted(IDS[i], i));
        }
    }

    private String onlyTicket() {
        return database.list("select id from ticket").getFirst();
    }

    private void audited(String ticketId, String action, String note) {
        as("admin")
                .get("/audit?subject=" + ticketId)
                .then()
                .body(allOf(containsString(action), containsString("\"operator\""), containsString(note)));
    }

    private static Response list(String parameter, Object value) {
        return as("viewer").queryParam(parameter, value).get("/tickets");
    }

    private static Response direct(String person, String id, String decision, String note) {
        return as(person)
                .contentType(ContentType.JSON)
                .body("{\"note\":\"%s\"}".formatted(note))
                .post("/tickets/%s/%s".formatted(id, decision));
    }

    private static RequestSpecification as(String person) {
        return RestAssured.given().header("Authorization", HubTestResource.bearer(person));
    }
}
