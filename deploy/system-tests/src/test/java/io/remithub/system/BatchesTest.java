package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches from the payer's side, through the whole hub. */
@Order(5)
@ExtendWith(RunningHub.class)
class BatchesTest {

    private static final int SECONDS_TO_SETTLE = 90;
    private static final String BATCHES = Web.INTAKE + "/api/v1/payments/batch";

    @Test
    void the_payer_guides_own_walk_through_create_add_initiate_release() throws Exception {
        var batch = open(Payer.GLOBEX, "guide", new BigDecimal("1754.98"), 1);
        var added = post(Payer.GLOBEX, batch + "/add", Payer.sample("add-payments.json"));
        assertThat(added.status()).isEqualTo(200);
        var payment = added.json().path("paymentId").asText();

        assertThat(post(Payer.GLOBEX, batch + "/release", null).status()).isEqualTo(204);
        awaitStatus(Payer.GLOBEX, batch, "Held");
        assertThat(post(Payer.GLOBEX, batch + "/release", null).status()).isEqualTo(204);
        assertThat(status(Payer.GLOBEX, batch)).isEqualTo("Held");
        var release = Payer.JSON.createObjectNode().put("batchId", "guide").put("releasedBy", "billing@globex.example");
        assertThat(post(Payer.GLOBEX, batch + "/release", release).status()).isEqualTo(204);

        await().atMost(SECONDS_TO_SETTLE, SECONDS)
                .until(() -> Payer.GLOBEX.details(payment).hasNonNull("exception"));
        var details = Payer.GLOBEX.details(payment);
        assertThat(details.path("status").asText()).isEqualTo("Loading");
        assertThat(details.at("/exception/causes/0/code").asText()).isEqualTo("out-of-balance");
        assertThat(details.path("releasedBy").asText()).isEqualTo("billing@globex.example");
    }

    @Test
    void some_of_a_held_batch_is_released_then_the_rest_while_the_orchestrator_is_killed_and_all_of_it_completes()
            throws Exception {
        var payments = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> new NumberedPayment("held", number))
                .toList();
        var transactions = Ledgers.transactions().size();
        var batch = filled(payments);
        assertThat(post(Payer.ACME, batch + "/start", null).status()).isEqualTo(204);
        awaitCounts(batch, Map.of("Held", 40L));

        var some = Payer.JSON.createObjectNode().put("releasedBy", "billing@acme.example");
        some.putArray("paymentIds").add(paymentIds(batch).getFirst());
        assertThat(post(Payer.ACME, batch + "/release-partial", some).status()).isEqualTo(204);
        awaitCounts(batch, Map.of("Held", 39L, "Completed", 1L));

        var id = batch.substring(batch.lastIndexOf('/') + 1);
        var release = Payer.JSON.createObjectNode().put("batchId", id).put("releasedBy", "billing@acme.example");
        assertThat(post(Payer.ACME, batch + "/release", release).status()).isEqualTo(204);
        var killed = Parts.ready("batch-orchestrator-service").orElseThrow();
        killed.destroyForcibly();

        awaitStatus(Payer.ACME, batch, "Completed");
        awaitCounts(batch, Map.of("Completed", 40L));
        assertThat(Ledgers.transactions()).hasSize(transactions + 80);
        assertThat(Ledgers.transactions())
                .extracting(Ledgers.Transaction::reference)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_held_batch_that_is_cancelled_posts_nothing() throws Exception {
        var payments = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> new NumberedPayment("cancelled", number))
                .toList();
        var batch = filled(payments);
        assertThat(post(Payer.ACME, batch + "/start", null).status()).isEqualTo(204);

        assertThat(post(Payer.ACME, batch + "/cancel", null).status()).isEqualTo(204);

        assertThat(status(Payer.ACME, batch)).isEqualTo("Cancelled");
        awaitCounts(batch, Map.of("Cancelled", 5L));
        assertThat(post(Payer.ACME, batch + "/start", null).status()).isEqualTo(409);
    }

    private static String filled(List<NumberedPayment> payments) throws Exception {
        var items = Payer.JSON.createObjectNode();
        ArrayNode list = items.putArray("payments");
        var total = BigDecimal.ZERO;
        for (var payment : payments) {
            assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
            var body = payment.request().path("payment");
            total = total.add(body.at("/paymentDetails/amount").decimalValue());
            list.add(body);
        }
        var batch = open(Payer.ACME, "batch-" + payments.getFirst().series(), total, payments.size());
        assertThat(post(Payer.ACME, batch + "/add", items).status()).isEqualTo(200);
        return batch;
    }

    private static String open(Payer payer, String clientRequestId, BigDecimal total, int payments) throws Exception {
        var opened = post(
                payer,
                BATCHES,
                Payer.JSON
                        .createObjectNode()
                        .put("clientRequestId", clientRequestId)
                        .put("accountShortCode", "ACCT2")
                        .put("subAccountShortCode", "SUBACCT2")
                        .put("totalAmount", total)
                        .put("numberOfPayments", payments));
        assertThat(opened.status()).isEqualTo(201);
        return BATCHES + "/" + opened.json().path("batchId").asText();
    }

    private static void awaitStatus(Payer payer, String batch, String status) {
        await().atMost(SECONDS_TO_SETTLE, SECONDS)
                .pollInterval(1, SECONDS)
                .until(() -> status.equals(status(payer, batch)));
    }

    private static String status(Payer payer, String batch) throws Exception {
        return Web.get(batch, "API-Key", payer.apiKey())
                .json()
                .path("batchStatus")
                .asText();
    }

    private static void awaitCounts(String batch, Map<String, Long> counts) {
        await().atMost(SECONDS_TO_SETTLE, SECONDS).pollInterval(1, SECONDS).untilAsserted(() -> assertThat(
                        payments(batch).stream()
                                .collect(groupingBy(
                                        payment -> payment.path("status").asText(), summingLong(_ -> 1))))
                .isEqualTo(counts));
    }

    private static List<String> paymentIds(String batch) throws Exception {
        return payments(batch).stream()
                .map(payment -> payment.path("paymentId").asText())
                .toList();
    }

    /** All of them, page by page. */
    private static List<JsonNode> payments(String batch) throws Exception {
        var id = batch.substring(batch.lastIndexOf('/') + 1);
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = Web.get(
                            Web.INTAKE + "/api/v1/payments?limit=17&batchId=" + id + cursor,
                            "API-Key",
                            Payer.ACME.apiKey())
                    .json();
            StreamSupport.stream(page.path("data").spliterator(), false).forEach(found::add);
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private static Web.Answer post(Payer payer, String url, JsonNode body) throws Exception {
        var bytes = body == null ? new byte[0] : Payer.JSON.writeValueAsBytes(body);
        return Web.post(url, bytes, "API-Key", payer.apiKey(), "Content-Type", "application/json");
    }
}
