package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sent to the wrong patient, lost, proven absent, and sent to the right one under the same reference. */
@QuarkusTest
class SentTwiceTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

    private final Claims.Asked claim = aClaim();
    private final Claims.Asked corrected = claim.registeredAnew();
    private final String transaction = Stubs.transactionId(claim);
    private final String first = "first-" + claim.patient;
    private final String second = "second-" + claim.patient;

    private Stubs stubs;
    private Told told;

    @BeforeEach
    void lostAtTheWrongPatient() {
        stubs = new Stubs();
        stubs.usual();
        told = new Told();
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.debit(corrected), Stubs.taken());
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        claims.ask(claim);
        await().until(() -> !stubs.lookups(claim).isEmpty());
        claims.ask(corrected);
        await().until(() ->
                tables.count("posting_request", "payment_registration is not null and payment_id", claim.paymentId)
                        == 1);
    }

    @AfterEach
    void close() {
        told.close();
    }

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "503, PLANNED", "202, ACCEPTED"})
    void what_is_said_of_the_first_while_the_second_is_out_is_not_said_of_the_second(int status, String result) {
        saidOfTheFirstWhileTheSecondIsOut(status == 202 ? Stubs.taken(second) : Stubs.refused(status, "no"), result);

        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @Test
    void where_the_second_is_lost_as_well_a_person_says_where_it_is_undone() {
        saidOfTheFirstWhileTheSecondIsOut(Stubs.refused(500, "oops"), "UNKNOWN");

        claims.reverse(claim);

        waitsForAPerson();
    }

    @Test
    void where_the_ledger_alone_shows_it_a_person_says_where_it_is_undone_and_approved_it_is_where_it_was_sent_last() {
        shownByTheLedger();

        claims.reverse(claim);
        waitsForAPerson();
        claims.resolve(claim, "REVERSAL", "APPROVE");

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(corrected)).hasSize(1);
        assertThat(stubs.debits(claim)).isEmpty();
    }

    @Test
    void what_the_ledger_showed_is_undone_where_the_partner_says_afterwards_that_it_did_it() {
        shownByTheLedger();
        Webhooks.complete(first, transaction).then().statusCode(204);
        await().until(() -> tables.count("posting", "partner_id", first) == 1);

        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @Test
    void where_the_partner_says_that_it_did_both_a_person_says_which_is_undone() {
        sentAnew(Stubs.taken(second));
        contains("PAYMENT ACCEPTED");
        stubs.ledger(claim, "1500.00");
        Webhooks.complete(second, transaction).then().statusCode(204);
        contains("PAYMENT CONFIRMED");
        Webhooks.complete(first, transaction).then().statusCode(204);

        claims.reverse(claim);

        waitsForAPerson();
    }

    private void saidOfTheFirstWhileTheSecondIsOut(ResponseDefinitionBuilder answer, String result) {
        sentAnew(answer.withFixedDelay(1_200));
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        tables.count("posting", "state = 'ATTEMPTED' and attempts = 2 and payment_id", claim.paymentId)
                                == 1);
        Webhooks.complete(first, transaction).then().statusCode(204);
        contains("PAYMENT CONFIRMED");
        var last = "result = '%s' and registration is null and transaction_id".formatted(result);
        await().until(() -> tables.count("posting_attempt", last, transaction) == 1);
        assertThat(tables.count("posting_attempt", "partner_id", first)).isZero();
    }

    private void shownByTheLedger() {
        sentAnew(Stubs.taken(second));
        contains("PAYMENT ACCEPTED");
        stubs.ledger(claim, "1500.00");
        contains("PAYMENT CONFIRMED");
    }

    private void sentAnew(ResponseDefinitionBuilder answer) {
        stubs.on(Stubs.payment(corrected), answer);
        stubs.synced();
    }

    private void waitsForAPerson() {
        contains("REVERSAL WAITING posting-review");
        assertThat(stubs.debits(claim)).isEmpty();
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    private void contains(String outcome) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).contains(outcome));
    }
}
