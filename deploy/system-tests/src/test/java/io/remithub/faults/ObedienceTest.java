package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Snapshot.Command;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker must see of what payers ordered: an order that was taken, and done by nobody. */
class ObedienceTest extends WorldInOrder {

    @Test
    void one_that_was_removed_and_went_on_is_seen() {
        ordered("PaymentRemoved");
        assertThat(found())
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("I5").contains("payment p was removed, and is COMPLETED"));

        payments.set(0, payment("CANCELLED"));
        assertThat(found()).noneMatch(it -> it.contains("was removed"));
    }

    @Test
    void one_that_was_voided_and_stands_is_seen() {
        ordered("PaymentVoidRequested");

        assertThat(found())
                .hasSize(2)
                .anyMatch(it ->
                        it.startsWith("I5") && it.contains("COMPLETED in issuance 1, after 1 voids and 0 reissues"))
                .anyMatch(it -> it.startsWith("I5") && it.contains("100 are available"));
    }

    @Test
    void one_that_was_voided_and_issued_anew_is_in_its_second_issuance() {
        ordered("PaymentVoidRequested");
        ordered("PaymentReissueRequested");
        assertThat(found()).singleElement().satisfies(it -> assertThat(it)
                .startsWith("I5")
                .contains("in issuance 1, after 1 voids and 1 reissues"));

        payments.set(0, again("COMPLETED"));
        assertThat(found()).isEmpty();
        payments.set(0, again("VOIDED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("VOIDED in issuance 2"));
    }

    @Test
    void one_that_is_voided_or_issued_anew_and_nobody_ordered_it_is_seen() {
        payments.set(0, payment("VOIDED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("VOIDED in issuance 1, after 0 voids"));

        payments.set(0, again("COMPLETED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("in issuance 2, after 0 voids"));
    }

    @Test
    void one_that_was_settled_has_nothing_left() {
        ordered("PaymentSettled");
        assertThat(found()).singleElement().satisfies(it -> assertThat(it)
                .startsWith("I5")
                .contains("100 are available")
                .contains("due is 0"));

        payments.set(0, new Payment("p", Tenant.ACME.id(), "COMPLETED", 1, 100, 0, 20, List.of(), true));
        assertThat(found()).isEmpty();
    }

    @Test
    void one_that_was_taken_and_refused_later_is_seen_for_nothing_raced_it() {
        ordered("PaymentVoidRequested");
        commands.set(0, new Command("PaymentVoidRequested", "b", "p", "REJECTED"));

        assertThat(found())
                .hasSize(3)
                .allMatch(it -> it.startsWith("I5"))
                .anyMatch(it -> it.contains("was taken, and refused later"));
    }

    @Test
    void one_that_was_carried_out_again_after_its_payer_had_ordered_otherwise_is_seen() {
        ordered("PaymentVoidRequested");
        ordered("PaymentReissueRequested");
        commands.add(new Command("PaymentVoidRequested", "b", "p", "TAKEN"));
        var voided = new Payment("p", Tenant.ACME.id(), "VOIDED", 2, 100, 0, 20, List.of(), true);
        payments.set(0, voided);
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));
        ledger.clear();
        postings.clear();

        assertThat(found())
                .hasSize(3)
                .anyMatch(
                        it -> it.startsWith("I5") && it.contains("VOIDED in issuance 2, after 1 voids and 1 reissues"))
                .anyMatch(it -> it.startsWith("I5") && it.contains("0 are available"))
                .anyMatch(it -> it.startsWith("I8")
                        && it.contains("command=PaymentVoidRequested, batchId=b, paymentId=p")
                        && it.contains("is stored 2 times, and its payer was told 1 times"));
    }

    @Test
    void one_that_is_stored_though_nobody_was_told_is_seen_whatever_it_is_about() {
        commands.add(new Command("BatchStartRequested", "b", null, "TAKEN"));
        assertThat(found()).singleElement().satisfies(it -> assertThat(it)
                .startsWith("I8")
                .contains("BatchStartRequested")
                .contains("told 0 times"));

        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchStartRequested", "b", null));
        assertThat(found()).isEmpty();
    }

    @Test
    void one_that_asks_for_what_is_so_already_is_stored_once_and_told_twice() {
        ordered("BatchReleaseRequested");
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", "p"));

        assertThat(found()).isEmpty();
    }

    @Test
    void a_batch_that_stays_under_way_though_its_payments_have_ended_is_seen() {
        batches.set(0, batch("b", "PROCESSING"));
        batchesSeen.set(0, batch("b", "Processing"));
        assertThat(found())
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("I5").contains("batch b is PROCESSING"));

        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        assertThat(found()).noneMatch(it -> it.contains("batch b"));
    }

    @Test
    void a_payer_who_sees_another_status_of_a_batch_than_there_is_is_seen() {
        batchesSeen.set(0, batch("b", "Processing"));
        assertThat(found()).singleElement().satisfies(it -> assertThat(it)
                .startsWith("I5")
                .contains("payers see batch b as Processing, and it is COMPLETED"));

        batches.clear();
        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("and it is null"));
    }

    private static Payment again(String status) {
        return new Payment("p", Tenant.ACME.id(), status, 2, 100, 100, 20, List.of(), true);
    }
}
