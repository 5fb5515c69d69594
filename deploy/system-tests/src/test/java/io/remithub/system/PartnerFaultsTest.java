package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The partners misbehave in every way at once while payments are under way: it costs time, and nothing else. */
@Order(5)
@ExtendWith(RunningHub.class)
class PartnerFaultsTest {

    private static final int PAYMENTS = 12;
    /** In vain, before they are back. */
    private static final int TRIES = 5;

    private static final int SECONDS_TO_COMPLETE = 150;
    private static final String HUGE = "x".repeat(3_000_000);

    @AfterEach
    void behave() throws Exception {
        Web.delete(Web.SANDBOX + "/script");
    }

    @Test
    void partners_that_are_slow_silent_broken_refusing_forgetful_or_forging_make_nothing_wrong_and_nothing_twice()
            throws Exception {
        aClearinghouseThatIsSlowSilentBrokenOrRefusing();
        aHealthRecordAndABillingThatLoseRepeatForgeAndRefuse();
        var series = new Series("faults");

        series.issue(PAYMENTS);

        await().atMost(SECONDS_TO_COMPLETE, SECONDS).pollInterval(1, SECONDS).untilAsserted(() -> {
            for (var id : series.ids()) {
                askAgainForWhatWasDisowned(id);
            }
            assertThat(series.statuses()).containsOnly("Completed");
        });
        series.assertPostedOnce();
        assertThat(Sandbox.unplayed()).isEmpty();
    }

    @Test
    void partners_that_are_away_for_a_while_keep_everything_waiting_and_a_forged_notice_moves_nothing()
            throws Exception {
        for (var partner : List.of("integrex", "nexhealth", "decoda")) {
            Sandbox.script("{\"partner\": \"%s\", \"times\": -1, \"status\": 503}".formatted(partner));
        }
        var series = new Series("away");
        var asked = Sandbox.calls().size();
        series.issue(PAYMENTS);
        for (var partner : List.of("nexhealth", "decoda")) {
            var forged =
                    Web.post(Web.POSTING + "/webhooks/" + partner, "{}".getBytes(UTF_8), "signature", "00".repeat(32));
            assertThat(forged.status()).isEqualTo(401);
        }
        await().atMost(SECONDS_TO_COMPLETE, SECONDS).until(() -> Sandbox.calls().size() > asked + TRIES);
        assertThat(series.statuses()).doesNotContain("Completed");
        assertThat(series.transactions()).isEmpty();

        behave();

        series.awaitCompleted(SECONDS_TO_COMPLETE);
        series.assertPostedOnce();
    }

    private static void aClearinghouseThatIsSlowSilentBrokenOrRefusing() throws Exception {
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
            // Where it issues a token, that ends soon, so that the next one is asked for.
            fault("integrex", operation, "\"times\": 2, \"delay\": \"PT1S\", \"lifetime\": \"PT1S\"");
        }
        for (var operation : List.of("submit-claim", "poll-claim")) {
            fault("integrex", operation, "\"status\": 401");
            fault("integrex", operation, "\"times\": 2, \"status\": 429, \"headers\": {\"Retry-After\": \"1\"}");
        }
        fault("integrex", "auth", "\"times\": 5, \"lifetime\": \"PT1S\"");
        fault("integrex", "poll-claim", "\"times\": 2, \"status\": 404");
        fault("integrex", "submit-claim", "\"times\": 5, \"pending\": 4");
    }

    private static void aHealthRecordAndABillingThatLoseRepeatForgeAndRefuse() throws Exception {
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
}
