package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Stored;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the checker must see of the partners' books, by the cent. */
class BooksTest extends WorldInOrder {

    private static final Due.Whose ANOTHER = new Due.Whose("patient 2", "patient pat_2");

    @Test
    void a_posting_that_is_there_twice_is_seen_by_count_and_by_the_cent() {
        ledger.add(inRecord("T", 120));

        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("is there 2 times"))
                .anyMatch(it -> it.startsWith("I2") && it.contains("the ledgers say 220"));
    }

    @Test
    void a_second_charge_another_amount_and_what_nobody_knows_of_are_seen() {
        ledger.set(1, inBilling("C", 31));
        ledger.add(inBilling("X", 30));

        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("of 30 is there with 31"))
                .anyMatch(it -> it.startsWith("I3") && it.contains("of which nobody knows"));
    }

    @Test
    void money_of_a_voided_payment_that_is_still_there_is_seen() {
        payments.set(0, payment("VOIDED"));
        ordered("PaymentVoidRequested");
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));

        assertThat(found()).anyMatch(it -> it.startsWith("I2") && it.contains("the ledgers have 120 of it"));

        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U"), 1));
        ledger.add(inRecord("U", -120));
        postings.add(new Posting("p", 0, 1, "CHARGE_ADJUSTMENT", "CONFIRMED", null, 30, Set.of("V"), 1));
        ledger.add(inBilling("V", -30));
        assertThat(found()).isEmpty();
    }

    @Test
    void what_is_proven_absent_and_there_is_seen_before_anybody_sends_it_a_third_time() {
        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "UNKNOWN", "proven-absent", 120, Set.of("T"), 2));

        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("UNKNOWN, proven-absent, and there"));
    }

    @Test
    void a_charge_that_was_never_made_is_seen() {
        postings.set(1, new Posting("p", 0, 1, "CHARGE", "NOT_REQUIRED", "nothing-to-post", 0, Set.of(), 1));
        ledger.remove(1);

        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 0 in BILLING: due is 30"));
    }

    @Test
    void a_charge_that_stands_though_its_payment_is_voided_is_seen() {
        payments.set(0, payment("VOIDED"));
        ordered("PaymentVoidRequested");
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));
        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U"), 1));
        ledger.add(inRecord("U", -120));
        postings.add(new Posting("p", 0, 1, "CHARGE_ADJUSTMENT", "NOT_REQUIRED", "nothing-to-post", 0, Set.of(), 1));

        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 30 in BILLING: due is 0"));
    }

    @Test
    void charges_of_two_issuances_that_both_stand_are_seen_also_while_the_payment_waits() {
        postings.add(new Posting("p", 0, 2, "CHARGE", "CONFIRMED", null, 30, Set.of("D"), 1));
        ledger.add(inBilling("D", 30));
        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 60 in BILLING: due is 30"));

        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("with 60 in BILLING: due is at most 30"));
    }

    @Test
    void amounts_that_are_swapped_between_two_claims_are_seen() {
        var due = new Due(Flaw.NONE, List.of(new Due.Share(20, 30, PATIENT), new Due.Share(100, 0, PATIENT)));
        accepted.set(0, new Told.Accepted(Tenant.ACME, "R", "b", "p", false, 100, due));
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "CONFIRMED", null, 100, Set.of("T"), 1));
        postings.add(new Posting("p", 1, 1, "PAYMENT", "CONFIRMED", null, 20, Set.of("S"), 1));
        ledger.set(0, inRecord("T", 100));
        ledger.add(inRecord("S", 20));

        assertThat(found())
                .hasSize(2)
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 100 in HEALTH_RECORD: due is 20"))
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 20 in HEALTH_RECORD: due is 100"));
    }

    @Test
    void money_in_another_patient_s_name_is_seen_also_where_it_is_taken_back() {
        ledger.set(0, new LedgerEntry(Book.HEALTH_RECORD, "T", "patient 2", 120, true));
        ledger.set(1, new LedgerEntry(Book.BILLING, "C", "patient pat_2", 30, true));
        assertThat(found())
                .hasSize(2)
                .anyMatch(
                        it -> it.startsWith("I3") && it.contains("is of patient 2 in HEALTH_RECORD: due is patient 1"))
                .anyMatch(it ->
                        it.startsWith("I3") && it.contains("is of patient pat_2 in BILLING: due is patient pat_1"));

        ledger.set(0, inRecord("T", 120));
        ledger.set(1, inBilling("C", 30));
        payments.set(0, payment("VOIDED"));
        ordered("PaymentVoidRequested");
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));
        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U"), 1));
        ledger.add(new LedgerEntry(Book.HEALTH_RECORD, "U", "patient 2", -120, true));
        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("U, of claim 0 of payment p, is of patient 2"));
    }

    @Test
    void a_claim_that_was_registered_anew_stands_in_one_name_or_the_other_and_is_undone_where_it_was_posted() {
        var due = new Due(Flaw.REGISTERED_ANEW, List.of(new Due.Share(120, 30, List.of(PATIENT, ANOTHER))));
        accepted.set(0, new Told.Accepted(Tenant.ACME, "R", "b", "p", false, 100, due));
        assertThat(found()).isEmpty();
        ledger.set(0, ofAnother("T", 120));
        assertThat(found()).isEmpty();
        ledger.set(0, new LedgerEntry(Book.HEALTH_RECORD, "T", "patient 3", 120, true));
        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("T, of claim 0 of payment p, is of patient 3"));

        ledger.set(0, inRecord("T", 120));
        ordered("PaymentVoidRequested");
        ordered("PaymentReissueRequested");
        payments.set(0, new Payment("p", Tenant.ACME.id(), "COMPLETED", 2, 100, 100, 20, List.of(), true));
        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U"), 1));
        postings.add(new Posting("p", 0, 2, "PAYMENT", "CONFIRMED", null, 120, Set.of("V"), 1));
        ledger.add(inRecord("U", -120));
        ledger.add(ofAnother("V", 120));
        assertThat(found()).isEmpty();

        ledger.set(2, ofAnother("U", -120));
        assertThat(found())
                .hasSize(1)
                .anyMatch(it -> it.startsWith("I3")
                        && it.contains("issuance=1, name=patient 2")
                        && it.contains("stands with -120"));
    }

    private static LedgerEntry ofAnother(String reference, long amount) {
        return new LedgerEntry(Book.HEALTH_RECORD, reference, ANOTHER.inRecord(), amount, true);
    }

    @Test
    void where_the_practice_enters_insurers_money_itself_the_patients_share_alone_is_there() {
        accepted.set(0, accepted("p", Flaw.PATIENT_ONLY));
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "NOT_REQUIRED", "location-mode", 120, Set.of(), 1));
        ledger.removeFirst();
        assertThat(found()).isEmpty();

        accepted.set(0, accepted("p", Flaw.NONE));
        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 0 in HEALTH_RECORD: due is 120"));
    }
}
