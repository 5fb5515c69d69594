package io.remithub.poller.outbound.integrex;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.poller.Integrex.CLAIM_INFO;
import static io.remithub.poller.Integrex.json;
import static io.remithub.poller.Integrex.processing;
import static io.remithub.poller.Integrex.status;
import static io.remithub.poller.Integrex.ticket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Sealing;
import io.remithub.messaging.Traces;
import io.remithub.poller.Claims;
import io.remithub.poller.Integrex;
import io.remithub.poller.application.Clearinghouse;
import io.remithub.poller.application.Submission;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Reason;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IntegrexClaimsTest {

    @Inject
    Clearinghouse clearinghouse;

    @Inject
    Sealing sealing;

    @Inject
    AccessTokens tokens;

    @Inject
    CircuitBreakerMaintenance circuits;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource(value = "/", management = true)
    String management;

    private final Integrex integrex = new Integrex();

    @BeforeEach
    void fresh() throws InterruptedException {
        integrex.reset();
        circuits.resetAll();
        tokens.refused(tokens.current());
        integrex.server().resetRequests();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202})
    void a_submission_is_accepted_with_either_code_and_carries_what_identifies_the_claim(int code) {
        integrex.onSubmit(ticket(code, "ix-1"));

        assertThat(submit()).isEqualTo(new Answer.Accepted(code, "ix-1"));

        assertThat(integrex.submissions()).singleElement().satisfies(request -> {
            assertThat(request.getHeader("Content-Type")).startsWith("application/json");
            assertThat(request.getBodyAsString()).isEqualTo("""
                            {"patientDob":"1980-02-29","patientFirstName":"Sam","patientLastName":"Shephard",\
                            "subscriberId":"MBR0042","subscriberFirstName":"Sam","subscriberLastName":"Shephard",\
                            "subscriberDob":"1980-02-29","billingProviderNpi":"1234567893",\
                            "billingProviderName":"Every Health Clinic","taxId":"786532990",\
                            "admitDate":"2025-01-10","totalCharges":"2000.50","payerId":"87726",\
                            "payerName":"Example Health Plan","trackingId1":"ticket-1"}""");
        });
    }

    @Test
    void the_trace_goes_on_at_the_clearinghouse() {
        integrex.onPoll("ix-1", status("F1"));
        var traceId = "0af7651916cd43dd8448eb211c80319c";

        try (var _ = Traces.resume(new Cause(null, "00-" + traceId + "-b7ad6b7169203331-01"))) {
            poll("ix-1");
        }

        assertThat(integrex.polls()).singleElement().satisfies(request -> assertThat(
                        request.header("traceparent").values())
                .singleElement()
                .asString()
                .contains(traceId));
    }

    @Test
    void what_is_refused_is_kept_sealed() {
        integrex.onSubmit(json(400, "{\"error\":\"no Sam Shephard here\"}"));

        var refused = (Answer.Refused) submit();

        assertThat(refused.httpStatus()).isEqualTo(400);
        var bytes = new byte[refused.sealedText().remaining()];
        refused.sealedText().get(bytes);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Shephard");
        assertThat(sealing.openBytes(bytes, AssociatedData.claim(Claims.TENANT, "claim-1")))
                .asString(StandardCharsets.UTF_8)
                .contains("Shephard");
    }

    @Test
    void processing_may_say_when_to_come_again() {
        integrex.onPoll("ix-1", processing().withHeader("Retry-After", "7"), processing());

        assertThat(poll("ix-1")).isEqualTo(new Answer.Processing(202, Duration.ofSeconds(7)));
        assertThat(poll("ix-1")).isEqualTo(new Answer.Processing(202, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 10 Jan 2026 10:01:30 GMT | PT90S",
                "Sat, 10 Jan 2026 09:00:00 GMT | ",
                "soon | ",
            })
    void the_partner_may_name_a_date_by_its_own_clock(String retryAfter, Duration wish) {
        integrex.onPoll(
                "ix-1",
                processing().withHeader("Date", "Sat, 10 Jan 2026 10:00:00 GMT").withHeader("Retry-After", retryAfter));

        assertThat(poll("ix-1")).isEqualTo(new Answer.Processing(202, wish));
    }

    @Test
    void a_status_is_a_result() {
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("ix-1")).isInstanceOfSatisfying(Answer.Result.class, result -> assertThat(
                        result.status().category())
                .isEqualTo("F1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void a_ticket_that_is_not_known_is_told_apart(int code) {
        integrex.onPoll("ix-1", json(code, "{}"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.UnknownTicket(code));
    }

    @Test
    void a_refused_credential_is_told_apart_and_not_tried_again() {
        integrex.onPoll("ix-1", json(402, "{}"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.CredentialRefused(402));
        assertThat(integrex.polls()).hasSize(1);
    }

    @Test
    void a_forbidden_claim_is_an_error_of_its_call_alone() {
        integrex.onPoll("ix-1", json(403, "{}"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.Unwell(403, Reason.PARTNER_ERROR, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 503})
    void a_call_is_counted_under_the_status_that_it_was_answered_with(int code) {
        integrex.onPoll("ix-1", json(code, "{}"));
        long before = calls(code);

        poll("ix-1");

        assertThat(calls(code)).isEqualTo(before + 1);
    }

    private long calls(int answer) {
        return metrics
                .find("hub.partner.calls")
                .tags("partner", "integrex", "operation", "poll", "answer", String.valueOf(answer))
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void an_unauthorized_call_is_tried_once_more_with_a_fresh_token() {
        integrex.issues("old");
        integrex.onPoll("ix-0", processing());
        poll("ix-0");
        integrex.issues("new");
        integrex.server()
                .register(get(urlPathEqualTo(CLAIM_INFO))
                        .withHeader("Authorization", equalTo("Bearer old"))
                        .willReturn(json(401, "{}")));
        integrex.server()
                .register(get(urlPathEqualTo(CLAIM_INFO))
                        .withHeader("Authorization", equalTo("Bearer new"))
                        .willReturn(status("F1")));

        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
        assertThat(poll("ix-2")).isInstanceOf(Answer.Result.class);
        assertThat(integrex.tokenRequests()).hasSize(2);
    }

    @Test
    void a_second_unauthorized_answer_is_a_refused_credential() {
        integrex.onPoll("ix-1", json(401, "{}"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.CredentialRefused(401));
        assertThat(integrex.polls()).hasSize(2);
    }

    @Test
    void many_workers_that_meet_an_outdated_token_fetch_one() throws Exception {
        integrex.issues("old");
        integrex.onPoll("ix-0", processing());
        poll("ix-0");
        integrex.server().resetRequests();
        integrex.issues("new");
        integrex.server()
                .register(get(urlPathEqualTo(CLAIM_INFO))
                        .withHeader("Authorization", equalTo("Bearer old"))
                        .willReturn(json(401, "{}").withUniformRandomDelay(0, 200)));
        integrex.server()
                .register(get(urlPathEqualTo(CLAIM_INFO))
                        .withHeader("Authorization", equalTo("Bearer new"))
                        .willReturn(status("F1")));

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = workers.invokeAll(IntStream.range(0, 20)
                    .<Callable<Answer>>mapToObj(i -> () -> poll("ix-" + i))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Result.class);
            }
        }

        assertThat(integrex.tokenRequests()).hasSize(1);
    }

    @Test
    void a_token_endpoint_that_is_down_is_waited_for() {
        integrex.onPoll("ix-1", json(401, "{}"));
        integrex.server().register(post(urlPathEqualTo(Integrex.AUTH)).willReturn(json(503, "{}")));
        poll("ix-1");

        assertThat(poll("ix-1")).isEqualTo(new Answer.Unwell(null, Reason.TOKEN_UNAVAILABLE, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void a_client_that_the_token_endpoint_refuses_is_a_refused_credential(int code) throws InterruptedException {
        integrex.server()
                .register(post(urlPathEqualTo(Integrex.AUTH)).willReturn(json(code, "{\"error\":\"invalid_client\"}")));
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.CredentialRefused(code));
        assertThat(integrex.polls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"other-name\"}", "not json", "[]"})
    void a_token_endpoint_that_answers_without_a_token_is_waited_for(String body) {
        integrex.server().register(post(urlPathEqualTo(Integrex.AUTH)).willReturn(json(200, body)));
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("ix-1")).isEqualTo(new Answer.Unwell(null, Reason.TOKEN_UNAVAILABLE, null));
        integrex.issues("fine");
        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
    }

    @Test
    void a_token_endpoint_that_hangs_is_given_up_and_asked_again() {
        integrex.server()
                .register(post(urlPathEqualTo(Integrex.AUTH))
                        .willReturn(json(200, "{}").withFixedDelay(20_000)));
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("ix-1")).isInstanceOf(Answer.Unwell.class);
        integrex.issues("fine");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class));
    }

    @Test
    void a_token_serves_the_calls_of_its_life_though_that_is_short() {
        integrex.onPoll("ix-1", processing());
        integrex.issues("short", 300);

        IntStream.range(0, 3).forEach(_ -> poll("ix-1"));

        assertThat(integrex.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3600})
    void a_token_that_by_a_skewed_clock_has_ended_already_serves_the_call_that_it_was_fetched_for(int seconds) {
        integrex.issues("skewed", seconds);
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
        assertThat(integrex.tokenRequests()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_token_that_the_clearinghouses_clock_ends_early_is_replaced_by_the_first_who_notices() {
        integrex.issues("early", 3600);
        integrex.onPoll("ix-1", json(401, "{}"), status("F1"));

        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
        assertThat(integrex.tokenRequests()).hasSize(2);
    }

    @Test
    void an_overloaded_or_broken_partner_is_unwell() {
        integrex.onPoll("busy", json(429, "{}").withHeader("Retry-After", "3"));
        integrex.onPoll("broken", json(500, "{}"));
        integrex.onPoll("moved", aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

        assertThat(poll("busy")).isEqualTo(new Answer.Unwell(429, Reason.TOO_MANY_REQUESTS, Duration.ofSeconds(3)));
        assertThat(poll("broken")).isEqualTo(new Answer.Unwell(500, Reason.PARTNER_ERROR, null));
        assertThat(poll("moved")).isEqualTo(new Answer.Unwell(302, Reason.PARTNER_ERROR, null));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_connection_is_no_answer(Fault fault) {
        integrex.onPoll("ix-1", aResponse().withFault(fault));

        assertThat(poll("ix-1")).isInstanceOf(Answer.Unwell.class);
    }

    @Test
    void an_answer_that_takes_too_long_or_never_ends_is_given_up() {
        integrex.onPoll("slow", status("F1").withFixedDelay(8_000));
        integrex.onPoll("dribbling", status("F1").withChunkedDribbleDelay(60, 8_000));

        assertThat(poll("slow")).isEqualTo(new Answer.Unwell(null, Reason.TIMEOUT, null));
        assertThat(poll("dribbling")).isEqualTo(new Answer.Unwell(null, Reason.TIMEOUT, null));
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_and_the_next_one_is() {
        integrex.onPoll("huge", json(200, "x".repeat(8_000_000)));
        integrex.onPoll("ix-1", status("F1"));

        assertThat(poll("huge")).isEqualTo(new Answer.Unwell(200, Reason.ANSWER_TOO_LARGE, null));
        assertThat(poll("ix-1")).isInstanceOf(Answer.Result.class);
    }

    @Test
    void an_answer_that_cannot_be_read_is_unwell() {
        integrex.onPoll(
                "html",
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<p>"));
        integrex.onPoll("typeless", aResponse().withStatus(200).withBody("{\"categoryCode\":\"F1\"}"));
        integrex.onPoll("half", json(200, "{\"categoryCode\":\"F"));
        integrex.onSubmit(json(200, "{}"));

        assertThat(poll("html")).isEqualTo(new Answer.Unwell(200, Reason.UNREADABLE_ANSWER, null));
        assertThat(poll("typeless")).isInstanceOf(Answer.Result.class);
        assertThat(poll("half")).isEqualTo(new Answer.Unwell(200, Reason.UNREADABLE_ANSWER, null));
        assertThat(submit()).isEqualTo(new Answer.Unwell(200, Reason.UNREADABLE_ANSWER, null));
    }

    @Test
    void a_partner_that_keeps_failing_is_left_in_peace_for_a_while() {
        integrex.onPoll("broken", json(500, "{}"));
        IntStream.range(0, 20).forEach(_ -> poll("broken"));

        assertThat(poll("broken")).isEqualTo(new Answer.Unwell(null, Reason.CIRCUIT_OPEN, null));
        assertThat(integrex.polls()).hasSize(20);
    }

    @Test
    void a_clearinghouse_that_is_down_makes_no_pod_unready() {
        integrex.onPoll("broken", json(503, "{}"));
        IntStream.range(0, 20).forEach(_ -> poll("broken"));
        assertThat(poll("broken")).isEqualTo(new Answer.Unwell(null, Reason.CIRCUIT_OPEN, null));

        for (var probe : List.of("ready", "live", "started")) {
            given().baseUri(management)
                    .get("/health/" + probe)
                    .then()
                    .statusCode(200)
                    .body("status", is("UP"));
        }
    }

    @Test
    void an_id_is_written_into_the_query_safely() {
        integrex.onPoll("a&b=c d/é", status("F1"));

        assertThat(poll("a&b=c d/é")).isInstanceOf(Answer.Result.class);
        assertThat(integrex.polls()).singleElement().satisfies(request -> assertThat(
                        request.queryParameter("b").isPresent())
                .isFalse());
    }

    @Test
    void the_token_is_asked_for_with_the_clients_credentials() {
        integrex.onPoll("ix-1", processing());
        poll("ix-1");

        assertThat(integrex.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.getBodyAsString()).contains("grant_type=client_credentials");
            assertThat(request.getHeader("Authorization")).startsWith("Basic ");
        });
    }

    private Answer poll(String id) {
        return clearinghouse.poll(id, 200_000);
    }

    private Answer submit() {
        return clearinghouse.submit(new Submission(
                "ticket-1",
                Claims.TENANT,
                "claim-1",
                "payment-1",
                0,
                Claims.sealedRegistration(sealing, "claim-1", "Sam"),
                Claims.sealedClaim(sealing, "payment-1")));
    }
}
