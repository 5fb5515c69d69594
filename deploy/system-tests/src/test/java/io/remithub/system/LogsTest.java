package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.system.LogLines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JSON, as in production: one INFO line for each state change, found by its ids, and nothing else at INFO. */
@Order(3)
@ExtendWith(RunningHub.class)
class LogsTest {

    private static final int SECONDS_TO_COMPLETE = 90;

    /** A payment may be seen before the registration of its claim, and goes on with it. */
    private static final String MAY_OVERTAKE = ", exception ";

    private final NumberedPayment payment = new NumberedPayment("logs", 1);
    private final Map<String, Integer> before = new HashMap<>();

    @Test
    void a_payment_logs_one_line_for_each_change_of_state_with_the_ids_it_is_found_by() throws Exception {
        remember();

        refused();
        assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
        var issued = Payer.ACME.issue(payment.request()).body();
        var paymentId = issued.path("paymentId").asText();
        var batchId = issued.path("batchId").asText();
        await().atMost(SECONDS_TO_COMPLETE, SECONDS).untilAsserted(() -> assertThat(since())
                .extracting(line -> line.service() + ": " + kind(line.message(), paymentId, batchId))
                .containsExactlyInAnyOrder(EXPECTED));

        var told = since();
        assertThat(told).allSatisfy(line -> {
            assertThat(line.id("traceId")).describedAs(line.text()).matches("[0-9a-f]{32}");
            assertThat(line.id("tenant")).describedAs(line.text()).isNotEmpty();
        });
        assertThat(told)
                .filteredOn(line -> !line.message().contains("claims registered"))
                .allSatisfy(line ->
                        assertThat(line.id("batchId")).describedAs(line.text()).isEqualTo(batchId))
                .filteredOn(line -> !line.message().startsWith("batch "))
                .allSatisfy(line -> assertThat(line.id("paymentId"))
                        .describedAs(line.text())
                        .isEqualTo(paymentId));
    }

    /** Its problem names amounts of a patient's treatment; the log does not. */
    private void refused() throws Exception {
        var faulty = (ObjectNode) payment.request();
        ((ObjectNode) faulty.at("/payment/paymentDetails")).put("amount", 17.543);
        assertThat(Payer.ACME.issue(faulty).status()).isEqualTo(400);
    }

    private void remember() throws IOException {
        for (var service : LogLines.SERVICES) {
            before.put(service, new LogLines(service).all().size());
        }
    }

    private List<Line> since() throws IOException {
        var lines = new ArrayList<Line>();
        for (var service : LogLines.SERVICES) {
            new LogLines(service)
                    .all().stream()
                            .skip(before.getOrDefault(service, 0))
                            .filter(line -> line.level().equals("INFO"))
                            .filter(line -> !line.message().contains(MAY_OVERTAKE))
                            .forEach(lines::add);
        }
        return lines;
    }

    private static String kind(String message, String paymentId, String batchId) {
        return message.replace(paymentId, "P")
                .replace(batchId, "B")
                .replaceAll("ticket [0-9a-f]{32}", "ticket T")
                // The clearinghouse answers with either.
                .replaceAll("HTTP 202", "HTTP 200");
    }

    private static final String[] EXPECTED = {
        "payment-intake-service: 2 claims registered, 2 of them new or changed",
        "payment-intake-service: payment P accepted in batch B",
        "batch-orchestrator-service: batch B is Processing",
        "batch-orchestrator-service: batch B is Completed",
        "batch-orchestrator-service: payment P is Created",
        "batch-orchestrator-service: payment P is Loading",
        "batch-orchestrator-service: payment P is RemittanceRequested",
        "batch-orchestrator-service: payment P is DistributionAssigned",
        "batch-orchestrator-service: payment P is Requested",
        "batch-orchestrator-service: payment P is Sent",
        "batch-orchestrator-service: payment P is Completed",
        "claim-status-poller: ticket T Queued: requested for payment P/0",
        "claim-status-poller: ticket T Queued: requested for payment P/1",
        "claim-status-poller: ticket T Submitting",
        "claim-status-poller: ticket T Submitting",
        "claim-status-poller: ticket T Polling: accepted (HTTP 200)",
        "claim-status-poller: ticket T Polling: accepted (HTTP 200)",
        "claim-status-poller: ticket T Completed: answered (HTTP 200)",
        "claim-status-poller: ticket T Completed: answered (HTTP 200)",
        "ehr-posting-service: posting P/0/1/PAYMENT PLANNED",
        "ehr-posting-service: posting P/0/1/PAYMENT ATTEMPTED",
        "ehr-posting-service: posting P/0/1/PAYMENT ACCEPTED",
        "ehr-posting-service: posting P/0/1/PAYMENT CONFIRMED",
        "ehr-posting-service: posting P/0/1/CHARGE PLANNED",
        "ehr-posting-service: posting P/0/1/CHARGE ATTEMPTED",
        "ehr-posting-service: posting P/0/1/CHARGE CONFIRMED",
        "ehr-posting-service: posting P/1/1/PAYMENT PLANNED",
        "ehr-posting-service: posting P/1/1/PAYMENT ATTEMPTED",
        "ehr-posting-service: posting P/1/1/PAYMENT ACCEPTED",
        "ehr-posting-service: posting P/1/1/PAYMENT CONFIRMED",
        "ehr-posting-service: posting P/1/1/CHARGE PLANNED",
        "ehr-posting-service: posting P/1/1/CHARGE ATTEMPTED",
        "ehr-posting-service: posting P/1/1/CHARGE CONFIRMED",
    };
}
