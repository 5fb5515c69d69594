package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.system.Sandbox.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from the request over every topic to the last partner call, back through the webhook, and over a crash. */
@Order(6)
@ExtendWith(RunningHub.class)
class TraceTest {

    private static final int SECONDS_TO_COMPLETE = 90;
    private static final Pattern LOGGED = Pattern.compile(" trace=([0-9a-f]{32}) ");
    private static final List<String> SERVICES = List.of(
            "payment-intake-service", "batch-orchestrator-service", "claim-status-poller", "ehr-posting-service");

    private final String trace = hex(32);
    private final String request = "request-" + trace;

    @Test
    void the_trace_of_the_request_leads_over_every_topic_to_every_partner_and_back() throws Exception {
        var payment = new NumberedPayment("trace", 1);
        register(payment);

        assertOneTrace(completed(issue(payment, "traceparent", traceparent())), trace);
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

        for (var service : SERVICES) {
            assertThat(linesOf(
                            service,
                            Stream.concat(Stream.of(paymentId, batchId), references.stream())
                                    .toList()))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(" trace=" + trace + " "));
        }
        assertThat(linesOf("ehr-posting-service", List.of(paymentId))).anyMatch(line -> line.endsWith("CONFIRMED"));
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
        var lines = linesOf("payment-intake-service", List.of("request=" + request));
        assertThat(lines).isNotEmpty();
        var logged = LOGGED.matcher(lines.getFirst());
        assertThat(logged.find()).isTrue();
        return logged.group(1);
    }

    private static List<String> linesOf(String service, List<String> words) throws IOException {
        try (var lines = Files.lines(Dev.log(service))) {
            return lines.filter(line -> words.stream().anyMatch(line::contains)).toList();
        }
    }

    private String traceparent() {
        return "00-" + trace + "-" + hex(16) + "-01";
    }

    private static String hex(int many) {
        return ThreadLocalRandom.current()
                .ints(many, 0, 16)
                .mapToObj(Integer::toHexString)
                .reduce("", String::concat);
    }
}
