package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.system.Ledgers.Charge;
import io.remithub.system.Ledgers.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

/** Payments of one payer, issued one after the other, and what the partners have booked since the first. */
final class Series {

    private static final int SECONDS_TO_BE_ANSWERED = 60;

    private final String name;
    private final List<Transaction> transactionsBefore = Ledgers.transactions();
    private final List<Charge> chargesBefore = Ledgers.charges();
    private final List<NumberedPayment> payments = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    Series(String name) throws IOException, InterruptedException {
        this.name = name;
    }

    void issue(int many) {
        for (int more = 0; more < many; more++) {
            var payment = new NumberedPayment(name, payments.size() + 1);
            payments.add(payment);
            untilAnswered(() -> Payer.ACME.register(payment.registrations()), 200);
            ids.add(untilAnswered(() -> Payer.ACME.issue(payment.request()), 201, 409)
                    .paymentId());
        }
    }

    /** As a payer does it: no answer, so the same request again, and a 409 names the payment that it made. */
    private static Payer.Answer untilAnswered(Callable<Payer.Answer> request, Integer... statuses) {
        return await().atMost(SECONDS_TO_BE_ANSWERED, SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(request, answer -> List.of(statuses).contains(answer.status()));
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    List<String> statuses() throws IOException, InterruptedException {
        var statuses = new ArrayList<String>();
        for (var id : ids) {
            statuses.add(Payer.ACME.details(id).path("status").asText());
        }
        return statuses;
    }

    void awaitCompleted(int seconds) {
        await().atMost(seconds, SECONDS)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> assertThat(statuses()).hasSameSizeAs(payments).containsOnly("Completed"));
    }

    List<Transaction> transactions() throws IOException, InterruptedException {
        return since(transactionsBefore, Ledgers.transactions());
    }

    /** Each claim once, to the cent; nothing else was booked meanwhile. */
    void assertPostedOnce() throws IOException, InterruptedException {
        assertThat(transactions())
                .allSatisfy(posted -> assertThat(posted.status()).isEqualTo("complete"))
                .extracting(Transaction::amount)
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .flatMap(payment -> payment.paid().stream())
                        .toList());
        assertThat(since(chargesBefore, Ledgers.charges()))
                .extracting(Charge::cents)
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .flatMap(payment -> payment.patientShares().stream())
                        .toList());
        assertThat(Ledgers.transactions()).extracting(Transaction::reference).doesNotHaveDuplicates();
        assertThat(Ledgers.charges()).extracting(Charge::reference).doesNotHaveDuplicates();
    }

    private static <T> List<T> since(List<T> before, List<T> now) {
        var known = new HashSet<>(before);
        return now.stream().filter(entry -> !known.contains(entry)).toList();
    }
}
