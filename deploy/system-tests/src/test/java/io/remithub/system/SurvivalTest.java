package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.system.Ledgers.Charge;
import io.remithub.system.Ledgers.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part is killed while payments are under way; the launcher starts it again, and nothing is lost or done twice. */
@Order(4)
@ExtendWith(RunningHub.class)
class SurvivalTest {

    private static final int PAYMENTS = 20;
    private static final int SECONDS_TO_COME_BACK = 60;
    private static final int SECONDS_TO_COMPLETE = 120;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "payment-intake-service",
                "batch-orchestrator-service",
                "claim-status-poller",
                "ehr-posting-service"
            })
    void a_kill_9_while_20_payments_are_under_way_loses_nothing_and_posts_nothing_twice(String victim)
            throws Exception {
        var payments = IntStream.rangeClosed(1, PAYMENTS)
                .mapToObj(number -> new NumberedPayment(victim.substring(0, 3), number))
                .toList();
        var transactions = Ledgers.transactions();
        var charges = Ledgers.charges();

        var ids = issueAndKillHalfway(payments, victim);

        await().atMost(SECONDS_TO_COMPLETE, SECONDS)
                .pollInterval(1, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(statuses(ids)).hasSize(PAYMENTS).containsOnly("Completed"));
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
        assertThat(Ledgers.transactions()).extracting(Transaction::reference).doesNotHaveDuplicates();
        assertThat(Ledgers.charges()).extracting(Charge::reference).doesNotHaveDuplicates();
    }

    private static List<String> issueAndKillHalfway(List<NumberedPayment> payments, String victim) throws Exception {
        for (var payment : payments) {
            assertThat(Payer.ACME.register(payment.registrations()).status()).isEqualTo(200);
        }
        var ids = new ArrayList<String>();
        for (var payment : payments.subList(0, PAYMENTS / 2)) {
            ids.add(issueUntilAnswered(payment.request()));
        }
        var killed = Parts.ready(victim).orElseThrow();
        killed.destroyForcibly();
        for (var payment : payments.subList(PAYMENTS / 2, PAYMENTS)) {
            ids.add(issueUntilAnswered(payment.request()));
        }
        Parts.awaitSuccessor(victim, killed);
        return ids;
    }

    /** As a payer does it: no answer, so the same request again, and a 409 names the payment that it made. */
    private static String issueUntilAnswered(JsonNode request) {
        return await().atMost(SECONDS_TO_COME_BACK, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Payer.ACME.issue(request), answer -> answer.status() == 201 || answer.status() == 409)
                .paymentId();
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
