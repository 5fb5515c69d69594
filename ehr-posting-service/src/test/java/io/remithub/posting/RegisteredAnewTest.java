package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.domain.Purpose;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim that was registered at the wrong patient: what is there stays there until it is undone, all else goes to the right one. */
@QuarkusTest
class RegisteredAnewTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

    private final Claims.Asked claim = aClaim().share(10_000);
    private final Claims.Asked corrected = claim.registeredAnew();

    private Stubs stubs;
    private Told told;

    @BeforeEach
    void usualAnswers() {
        stubs = new Stubs();
        stubs.usual();
        told = new Told();
        stubs.on(Stubs.payment(corrected), Stubs.taken());
        stubs.on(Stubs.charge(corrected), Webhooks.charged(corrected, 10_000));
    }

    @AfterEach
    void close() {
        told.close();
    }

    @Test
    void what_was_posted_is_undone_at_the_patient_it_was_posted_to_though_the_claim_is_registered_anew() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.adjustment(corrected, 10_000), Webhooks.charged(corrected, 10_000));
        claims.ask(claim.withoutDecodaPatient());
        expect("CHARGE WAITING patient-unknown", "PAYMENT ACCEPTED");
        Webhooks.complete(claim);
        expect("CHARGE WAITING patient-unknown", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");

        claims.ask(corrected);
        expect("CHARGE WAITING patient-unknown", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED", "CHARGE CONFIRMED");
        claims.reverse(claim);

        expect(
                "CHARGE WAITING patient-unknown",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE CONFIRMED",
                "REVERSAL ACCEPTED",
                "CHARGE_ADJUSTMENT CONFIRMED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
        assertThat(stubs.charges(corrected)).hasSize(1);
    }

    @Test
    void what_proves_absent_is_sent_once_more_to_the_right_patient() {
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        claims.ask(claim.withoutDecodaPatient());
        await().until(() -> !stubs.lookups(claim).isEmpty());
        claims.ask(corrected);
        expect("CHARGE WAITING patient-unknown", "CHARGE CONFIRMED");

        stubs.synced();

        expect("CHARGE WAITING patient-unknown", "CHARGE CONFIRMED", "PAYMENT ACCEPTED");
        assertThat(stubs.payments(claim)).hasSize(1);
        assertThat(stubs.payments(corrected)).hasSize(1);
    }

    @Test
    void what_was_sent_twice_under_one_reference_to_one_location_is_counted_once() {
        lostAtTheWrongPatient();
        stubs.synced();
        expect("CHARGE WAITING patient-unknown", "CHARGE CONFIRMED", "PAYMENT ACCEPTED");
        Webhooks.complete(claim).then().statusCode(204);
        expect("CHARGE WAITING patient-unknown", "CHARGE CONFIRMED", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");
        stubs.ledger(claim, "1500.00", "1500.00");

        claims.resolve(claim, "PAYMENT", "CHECK");

        contains("PAYMENT CONFIRMED ledger-differs");
        assertThat(told.outcomes(claim).getLast().getLedgerAmount()).isEqualTo(300_000);
    }

    @Test
    void what_proved_absent_and_arrives_after_all_is_undone_where_it_was_sent_though_it_was_sent_anew_in_vain() {
        lostAtTheWrongPatient();
        stubs.on(Stubs.payment(corrected), Stubs.refused(402, "no"));
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.synced();
        contains("PAYMENT WAITING partner-credential-refused");

        Webhooks.complete(claim).then().statusCode(204);
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, late-", "false, late-", "true, second-"})
    void what_was_taken_twice_under_one_reference_is_undone_where_the_one_that_is_there_was_sent(
            boolean failed, String done) {
        var second = "second-" + claim.patient;
        lostAtTheWrongPatient();
        stubs.on(Stubs.payment(corrected), Stubs.taken(second));
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.debit(corrected), Stubs.taken());
        stubs.synced();
        contains("PAYMENT ACCEPTED");
        if (failed) {
            Webhooks.failed(second, Stubs.transactionId(claim)).then().statusCode(204);
            contains("PAYMENT REJECTED posting-rejected");
        }

        Webhooks.complete(done + claim.patient, Stubs.transactionId(claim))
                .then()
                .statusCode(204);
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        var there = second.startsWith(done) ? corrected : claim;
        assertThat(stubs.debits(there)).hasSize(1);
        assertThat(stubs.debits(there == claim ? corrected : claim)).isEmpty();
    }

    @Test
    void what_failed_is_retried_at_the_right_patient_and_undone_there() {
        stubs.on(Stubs.debit(corrected), Stubs.taken());
        failedAtTheWrongPatient();

        claims.resolve(claim, "PAYMENT", "RETRY");
        await().until(() -> stubs.payments(corrected).size() == 1);
        Webhooks.complete("second-" + claim.patient, Stubs.transactionId(claim, Purpose.PAYMENT, 1));
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(corrected)).hasSize(1);
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void what_the_partner_failed_at_the_wrong_patient_and_does_after_all_is_undone_there() {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        failedAtTheWrongPatient();

        Webhooks.complete(claim).then().statusCode(204);
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"402, PAYMENT WAITING partner-credential-refused", "422, PAYMENT REJECTED posting-rejected"})
    void what_was_sent_anew_in_vain_and_is_done_at_the_wrong_patient_after_all_is_undone_there(
            int refused, String outcome) {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.payment(corrected), Stubs.refused(refused, "no"));
        failedAtTheWrongPatient();
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect(
                "CHARGE WAITING patient-unknown",
                "PAYMENT ACCEPTED",
                "CHARGE CONFIRMED",
                "PAYMENT REJECTED posting-rejected",
                outcome);

        Webhooks.complete("late-" + claim.patient, Stubs.transactionId(claim));
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @Test
    void what_an_operator_links_to_what_was_sent_first_is_undone_where_that_was_sent() {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.payment(corrected), Stubs.refused(422, "no"));
        failedAtTheWrongPatient();
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect(
                "CHARGE WAITING patient-unknown",
                "PAYMENT ACCEPTED",
                "CHARGE CONFIRMED",
                "PAYMENT REJECTED posting-rejected",
                "PAYMENT REJECTED posting-rejected");
        stubs.ledger(claim, "1500.00");

        link(claim, Stubs.transactionId(claim));
        contains("PAYMENT CONFIRMED");
        claims.reverse(claim);

        contains("REVERSAL ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(corrected)).isEmpty();
    }

    @Test
    void what_was_registered_at_the_wrong_location_and_is_done_there_after_all_is_there_twice() {
        var location = location();
        corrected.at(location);
        failedAtTheWrongPatient();
        claims.resolve(claim, "PAYMENT", "RETRY");
        await().until(() -> stubs.payments(corrected).size() == 1);
        var second = Stubs.transactionId(claim, Purpose.PAYMENT, 1);
        stubs.ledger(location, second, "1500.00");
        Webhooks.complete("second-" + claim.patient, second);
        contains("PAYMENT CONFIRMED");

        stubs.ledger("101", Stubs.transactionId(claim), "1500.00");
        Webhooks.complete("late-" + claim.patient, Stubs.transactionId(claim));

        contains("PAYMENT CONFIRMED ledger-differs");
        assertThat(told.outcomes(claim).getLast().getLedgerAmount()).isEqualTo(300_000);
    }

    @Test
    void what_was_linked_and_failed_is_sent_to_the_right_patient_and_undone_there() {
        var location = location();
        var linked = aClaim().at(location);
        var right = linked.registeredAnew();
        stubs.on(Stubs.payment(right), Stubs.taken());
        stubs.on(Stubs.debit(right), Stubs.taken());
        Locations.set(location, "{\"mode\": \"REVIEW\"}");
        claims.ask(linked);
        toldLast(linked, "PAYMENT WAITING posting-review");
        Locations.set(location, "{}");
        var transaction = "desk-" + linked.patient;
        link(linked, transaction);
        claims.ask(right);
        await().until(() ->
                tables.count("posting_request", "payment_registration is not null and payment_id", linked.paymentId)
                        == 1);
        Webhooks.failed("linked-" + linked.patient, transaction).then().statusCode(204);
        toldLast(linked, "PAYMENT REJECTED posting-rejected");

        claims.resolve(linked, "PAYMENT", "RETRY");
        toldLast(linked, "PAYMENT ACCEPTED");
        Webhooks.complete("second-" + linked.patient, Stubs.transactionId(linked, Purpose.PAYMENT, 1));
        toldLast(linked, "PAYMENT CONFIRMED");
        claims.reverse(linked);

        toldLast(linked, "REVERSAL ACCEPTED");
        assertThat(stubs.debits(right)).hasSize(1);
        assertThat(stubs.debits(linked)).isEmpty();
    }

    private void lostAtTheWrongPatient() {
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        stubs.on(Stubs.adjustment(corrected, 10_000), Webhooks.charged(corrected, 10_000));
        claims.ask(claim.withoutDecodaPatient());
        await().until(() -> !stubs.lookups(claim).isEmpty());
        claims.ask(corrected);
        expect("CHARGE WAITING patient-unknown", "CHARGE CONFIRMED");
    }

    /** Registered at the right one while the partner still had it, which is when that is seen. */
    private void failedAtTheWrongPatient() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.adjustment(corrected, 10_000), Webhooks.charged(corrected, 10_000));
        claims.ask(claim.withoutDecodaPatient());
        expect("CHARGE WAITING patient-unknown", "PAYMENT ACCEPTED");
        claims.ask(corrected);
        expect("CHARGE WAITING patient-unknown", "PAYMENT ACCEPTED", "CHARGE CONFIRMED");
        Webhooks.failed(claim).then().statusCode(204);
        expect(
                "CHARGE WAITING patient-unknown",
                "PAYMENT ACCEPTED",
                "CHARGE CONFIRMED",
                "PAYMENT REJECTED posting-rejected");
    }

    private String location() {
        var location = Integer.toString(ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE));
        stubs.types(location, "Insurance Payment");
        return location;
    }

    private static void link(Claims.Asked asked, String transactionId) {
        String id = Locations.as("viewer")
                .get("/postings?purpose=PAYMENT&paymentId=" + asked.paymentId)
                .path("data[0].postingId");
        Locations.as("operator")
                .contentType("application/json")
                .body("{\"transactionId\": \"%s\", \"reason\": \"seen in the ledger\"}".formatted(transactionId))
                .post("/postings/%s/links".formatted(id))
                .then()
                .statusCode(204);
    }

    private void contains(String outcome) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).contains(outcome));
    }

    private void toldLast(Claims.Asked asked, String outcome) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(asked)).last().isEqualTo(outcome));
    }

    private void expect(String... outcomes) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).containsExactlyInAnyOrderElementsOf(List.of(outcomes)));
    }
}
