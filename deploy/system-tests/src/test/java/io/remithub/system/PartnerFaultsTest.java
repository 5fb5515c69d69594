package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.system.Ledgers.Charge;
import io.remithub.system.Ledgers.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The partners misbehave in every way at once while payments are under way: it costs time, and nothing else. */
@Order(4)
@ExtendWith(RunningHub.class)
class PartnerFaultsTest {

    private static final int PAYMENTS = 12;
    private static final int SECONDS_TO_COMPLETE = 150;
    private static final String HUGE = "x".repeat(3_000_000);

    @AfterEach
    void behave() throws Exception {
        Web.delete(Web.SANDBOX + "/script");
    }

    @Test
    void a_clearinghouse_that_is_slow_silent_broken_or_refusing_makes_nothing_wrong() throws Exception {
        for (var operation : List.of("auth", "submit-claim", "poll-claim")) {
            fault("integrex", operation, "\"times\": 2, \"status\": 503");
            fault("integrex", operation, "\"times\": 2, \"status\": 200, \"body\": \"{ \\\"id\\\": \"");
            fault(
                    "integrex",
                    operation,
                    "\"status\": 200, \"body\": \"<html>\", \"headers\": {\"Content-Type\": \"text/html\"}");
            fault("integrex", operation, "\"status\": 200, \"body\": \"" + HUGE + "\"");
            fault("integrex", operation, "\"times\": 2, \"loseRequest\": true");
            fault("integrex", operation, "\"times\": 2, \"loseAnswer\": true");
            fault("integrex", operation, "\"neverAnswer\": true");
            fault("integrex", operation, "\"times\": 2, \"delay\": \"PT1S\"");
        }
        for (var operation : List.of("submit-claim", "poll-claim")) {
            fault("integrex", operation, "\"status\": 401");
            fault("integrex", operation, "\"times\": 2, \"status\": 429, \"headers\": {\"Retry-After\": \"1\"}");
        }
        fault("integrex", "auth", "\"times\": 5, \"lifetime\": \"PT1S\"");
        fault("integrex", "poll-claim", "\"times\": 2, \"status\": 404");
        fault("integrex", "submit-claim", "\"times\": 5, \"pending\": 4");

        allComplete("integrex");
    }

    @Test
    void a_health_record_and_a_billing_that_lose_repeat_forge_and_refuse_are_written_to_once() throws Exception {
        fault("nexhealth", "authenticate", "\"times\": 6, \"lifetime\": \"PT1S\"");
        for (var operation : List.of("create-transaction", "list-payments", "sync-status")) {
            troubles("nexhealth", operation);
        }
        for (var operation : List.of("create-charge", "list-charges")) {
            troubles("decoda", operation);
        }
        fault("nexhealth", "create-transaction", "\"times\": 2, \"loseAnswer\": true, \"lag\": \"PT4S\"");
        fault("nexhealth", "create-transaction", "\"times\": 2, \"loseWebhook\": true");
        fault("nexhealth", "create-transaction", "\"times\": 2, \"duplicateWebhook\": true");
        fault("nexhealth", "create-transaction", "\"times\": 2, \"insertAfter\": \"PT4S\"");
        fault("decoda", "create-charge", "\"times\": 2, \"loseWebhook\": true");
        fault("decoda", "create-charge", "\"times\": 2, \"duplicateWebhook\": true");

        allComplete("ledgers");
    }

    @Test
    void partners_that_are_away_for_a_while_keep_everything_waiting_and_a_forged_notice_moves_nothing()
            throws Exception {
        for (var partner : List.of("integrex", "nexhealth", "decoda")) {
            Sandbox.script("{\"partner\": \"%s\", \"times\": -1, \"status\": 503}".formatted(partner));
        }
        var transactions = Ledgers.transactions();
        var payments = payments("away");
        var ids = issued(payments);
        for (var partner : List.of("nexhealth", "decoda")) {
            var forged =
                    Web.post(Web.POSTING + "/webhooks/" + partner, "{}".getBytes(UTF_8), "signature", "00".repeat(32));
            assertThat(forged.status()).isEqualTo(401);
        }
        SECONDS.sleep(8);
        assertThat(statuses(ids)).doesNotContain("Completed");
        assertThat(Ledgers.transactions()).isEqualTo(transactions);

        behave();

        await().atMost(SECONDS_TO_COMPLETE, SECONDS)
                .pollInterval(1, SECONDS)
                .untilAsserted(() -> assertThat(statuses(ids)).containsOnly("Completed"));
        assertThat(since(transactions, Ledgers.transactions())).hasSize(2 * PAYMENTS);
    }

    private static void troubles(String partner, String operation) throws Exception {
        fault(partner, operation, "\"times\": 2, \"status\": 503");
        fault(partner, operation, "\"status\": 500");
        fault(partner, operation, "\"times\": 2, \"status\": 429, \"headers\": {\"Retry-After\": \"1\"}");
        fault(partner, operation, "\"status\": 401");
        fault(partner, operation, "\"status\": 200, \"body\": \"[\"");
        fault(partner, operation, "\"status\": 200, \"body\": \"{\\\"unexpected\\\": 1}\"");
        fault(partner, operation, "\"times\": 2, \"loseRequest\": true");
        fault(partner, operation, "\"times\": 2, \"loseAnswer\": true");
        fault(partner, operation, "\"neverAnswer\": true");
    }

    private static void fault(String partner, String operation, String members) throws Exception {
        Sandbox.script("{\"partner\": \"%s\", \"operation\": \"%s\", %s}".formatted(partner, operation, members));
    }

    private static void allComplete(String series) throws Exception {
        var transactions = Ledgers.transactions();
        var charges = Ledgers.charges();
        var payments = payments(series);

        var ids = issued(payments);

        await().atMost(SECONDS_TO_COMPLETE, SECONDS).pollInterval(1, SECONDS).untilAsserted(() -> {
            for (var id : ids) {
                askAgainForWhatWasDisowned(id);
            }
            assertThat(statuses(ids)).containsOnly("Completed");
        });
        assertThat(since(transactions, Ledgers.transactions()))
                .allSatisfy(posted -> assertThat(posted.status()).isEqualTo("complete"))
                .extracting(Transaction::amount)
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .flatMap(payment -> payment.paid().stream())
                        .toList());
        assertThat(since(charges, Ledgers.charges()))
                .extracting(Charge::cents)
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .flatMap(payment -> payment.patientShares().stream())
                        .toList());
    }

    /** A ticket that is disowned within its time is a matter for people. */
    private static void askAgainForWhatWasDisowned(String paymentId) throws Exception {
        var exceptions = Web.ORCHESTRATOR + "/exceptions";
        var stuck =
                Operators.get("viewer", exceptions + "?paymentId=" + paymentId).json();
        for (var exception : stuck.path("data")) {
            if (exception.at("/causes/0/code").asText().startsWith("claim-")) {
                Operators.post(
                        "operator",
                        exceptions + "/" + exception.path("exceptionId").asText() + "/resolve",
                        "{\"action\": \"retry\", \"note\": \"ask again\"}");
            }
        }
    }

    private static List<NumberedPayment> payments(String series) {
        return IntStream.rangeClosed(1, PAYMENTS)
                .mapToObj(number -> new NumberedPayment(series, number))
                .toList();
    }

    private static List<String> issued(List<NumberedPayment> payments) throws Exception {
        var ids = new ArrayList<String>();
        for (var payment : payments) {
            assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
            ids.add(Payer.ACME.issue(payment.request()).paymentId());
        }
        return ids;
    }

    private static List<String> statuses(List<String> ids) throws Exception {
        var statuses = new ArrayList<String>();
        for (var id : ids) {
            statuses.add(Payer.ACME.details(id).path("status").asText());
        }
        return statuses;
    }

    private static <T> List<T> since(List<T> before, List<T> now) {
        var known = new HashSet<>(before);
        return now.stream().filter(entry -> !known.contains(entry)).toList();
    }
}
