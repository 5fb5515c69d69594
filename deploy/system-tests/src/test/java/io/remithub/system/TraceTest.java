package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.system.LogLines.Line;
import io.remithub.system.Sandbox.Call;
import io.remithub.system.Spans.Span;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from the request over every topic to the last partner call, back through the webhook, and over a crash. */
@Order(7)
@ExtendWith(RunningHub.class)
class TraceTest {

    private static final int SECONDS_TO_COMPLETE = 90;
    private static final int SECONDS_TO_EXPORT = 15;

    private static final List<String> EXPECTED = List.of(
            "payment-intake-service: POST /api/v1/payments",
            "payment-intake-service: payments.lifecycle.v1 process",
            "payment-intake-service: batches.lifecycle.v1 process",
            "batch-orchestrator-service: payments.intake.v1 process",
            "batch-orchestrator-service: claims.status.v1 process",
            "batch-orchestrator-service: ehr.postings.v1 process",
            "claim-status-poller: claims.status-requests.v1 process",
            "claim-status-poller: POST /claim-info",
            "claim-status-poller: GET /claim-info",
            "ehr-posting-service: ehr.posting-requests.v1 process",
            "ehr-posting-service: POST /payment_transactions",
            "ehr-posting-service: POST /v1/charge/create",
            "ehr-posting-service: nexhealth webhook",
            "ehr-posting-service: decoda webhook");

    private final String trace = hex(32);
    private final String caller = hex(16);
    private final String request = "request-" + trace;

    @Test
    void the_trace_of_the_request_leads_over_every_topic_to_every_partner_and_back() throws Exception {
        var payment = new NumberedPayment("trace", 1);
        register(payment);

        var id = completed(issue(payment, "traceparent", traceparent()));

        assertOneTrace(id, trace);
        await().atMost(SECONDS_TO_EXPORT, SECONDS).untilAsserted(() -> {
            var spans = spans();
            assertThat(names(spans)).containsAll(EXPECTED);
            assertConnected(spans);
        });
    }

    @Test
    void without_one_it_is_the_trace_that_is_logged_with_the_requests_id() throws Exception {
        var payment = new NumberedPayment("trace", 2);
        register(payment);

        var id = completed(issue(payment, "X-Request-Id", request));

        assertOneTrace(id, traceLoggedWith(request));
    }

    @Test
    void a_payment_that_came_before_its_registration_goes_on_in_its_own_trace() throws Exception {
        var payment = new NumberedPayment("trace", 3);
        var id = issue(payment, "traceparent", traceparent());
        await().atMost(SECONDS_TO_COMPLETE, SECONDS)
                .until(() -> Payer.ACME.details(id).hasNonNull("exception"));

        register(payment);

        assertOneTrace(completed(id), trace);
    }

    @Test
    void a_poller_that_was_killed_goes_on_in_the_same_trace() throws Exception {
        Sandbox.script("""
                {"partner": "integrex", "operation": "submit-claim", "times": 2, "pending": 6}""");

        survives("claim-status-poller", "poll-claim", "poll-claim", new NumberedPayment("trace", 4));
    }

    @Test
    void a_posting_service_that_was_killed_goes_on_in_the_same_trace() throws Exception {
        Sandbox.script("""
                {"partner": "nexhealth", "operation": "create-transaction", "times": 2,
                 "neverAnswer": true, "loseWebhook": true}""");

        survives("ehr-posting-service", "create-transaction", "list-payments", new NumberedPayment("trace", 5));
    }

    private List<Span> spans() {
        return Spans.all().stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private static Set<String> names(List<Span> spans) {
        return spans.stream().map(span -> span.service() + ": " + span.name()).collect(toCollection(TreeSet::new));
    }

    /** Every span but the request's own hangs below another of the trace, in whichever service. */
    private void assertConnected(List<Span> spans) {
        var ids = spans.stream().map(Span::id).collect(toSet());
        assertThat(spans)
                .filteredOn(span -> !ids.contains(span.parent()))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.name()).isEqualTo("POST /api/v1/payments");
                    assertThat(root.parent()).isEqualTo(caller);
                });
        assertThat(spans)
                .filteredOn(span -> span.name().endsWith(" webhook"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.links()).isNotEmpty().doesNotContain(trace));
    }

    private void survives(String victim, String killedAfter, String goesOnWith, NumberedPayment payment)
            throws Exception {
        register(payment);
        var process = Parts.ready(victim).orElseThrow();
        var id = issue(payment, "traceparent", traceparent());
        await().atMost(SECONDS_TO_COMPLETE, SECONDS)
                .until(() -> callsOf(trace, killedAfter).count() > 0);

        process.destroyForcibly();
        process.onExit().join();
        var last = Sandbox.calls().getLast().number();
        Parts.awaitSuccessor(victim, process);

        assertOneTrace(completed(id), trace);
        assertThat(callsOf(trace, goesOnWith)).anyMatch(call -> call.number() > last);
    }

    private static void register(NumberedPayment payment) throws Exception {
        assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
    }

    private static String issue(NumberedPayment payment, String header, String value) throws Exception {
        var issued = Web.post(
                Web.INTAKE + "/api/v1/payments",
                Payer.JSON.writeValueAsBytes(payment.request()),
                "API-Key",
                Payer.ACME.apiKey(),
                "Content-Type",
                "application/json",
                header,
                value);
        assertThat(issued.status()).isEqualTo(201);
        return issued.json().path("paymentId").asText();
    }

    private static String completed(String paymentId) {
        await().atMost(SECONDS_TO_COMPLETE, SECONDS)
                .until(() ->
                        Payer.ACME.details(paymentId).path("status").asText().equals("Completed"));
        return paymentId;
    }

    private static void assertOneTrace(String paymentId, String trace) throws Exception {
        var details = Payer.ACME.details(paymentId);
        var batchId = details.path("batchId").asText();
        var references = Stream.of("ticketId", "transactionId")
                .flatMap(name -> details.path("claims").findValuesAsText(name).stream())
                .toList();

        var events = Streams.all().stream()
                .filter(event -> isOf(event, paymentId, batchId))
                .toList();
        assertThat(events).extracting(ConsumerRecord::topic).containsAll(Streams.OF_EVENTS);
        assertThat(events).allSatisfy(event -> assertThat(header(event, "traceparent"))
                .describedAs("%s of %s", header(event, "ce_type"), header(event, "ce_subject"))
                .contains(trace));

        var calls = Sandbox.calls().stream()
                .filter(call -> call.reference().contains(paymentId) || references.contains(call.reference()))
                .toList();
        assertThat(calls)
                .extracting(Call::operation)
                .contains("submit-claim", "poll-claim", "create-transaction", "create-charge");
        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.trace()).describedAs("%s", call).isEqualTo(trace));

        for (var service : LogLines.SERVICES) {
            assertThat(linesOf(
                            service,
                            Stream.concat(Stream.of(paymentId, batchId), references.stream())
                                    .toList()))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.id("traceId"))
                            .describedAs(line.text())
                            .isEqualTo(trace));
        }
        assertThat(linesOf("ehr-posting-service", List.of(paymentId)))
                .anyMatch(line -> line.message().endsWith("CONFIRMED"));
    }

    private static Stream<Call> callsOf(String trace, String operation) throws Exception {
        return Sandbox.calls().stream()
                .filter(call -> trace.equals(call.trace()) && operation.equals(call.operation()));
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> event, String paymentId, String batchId) {
        return event.key() != null && List.of(paymentId, batchId).contains(new String(event.key(), UTF_8));
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static String traceLoggedWith(String request) throws IOException {
        var lines = linesOf("payment-intake-service", List.of(request));
        assertThat(lines).isNotEmpty();
        assertThat(lines.getFirst().id("requestId")).isEqualTo(request);
        return lines.getFirst().id("traceId");
    }

    private static List<Line> linesOf(String service, List<String> words) throws IOException {
        return new LogLines(service)
                .all().stream()
                        .filter(line -> words.stream().anyMatch(line.text()::contains))
                        .toList();
    }

    private String traceparent() {
        return "00-" + trace + "-" + caller + "-01";
    }

    private static String hex(int many) {
        return ThreadLocalRandom.current()
                .ints(many, 0, 16)
                .mapToObj(Integer::toHexString)
                .reduce("", String::concat);
    }
}
