package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Event;
import io.remithub.faults.Snapshot.Parked;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Place;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Shown;
import io.remithub.faults.Snapshot.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the checker must see: a world in order, and one thing in it that is not. */
class CheckerTest extends WorldInOrder {

    @Test
    void a_world_in_order_violates_nothing() {
        assertThat(found()).isEmpty();
    }

    @Test
    void a_payment_that_is_nowhere_is_lost() {
        payments.clear();
        stored.clear();

        assertThat(found())
                .anyMatch(it -> it.startsWith("I1") && it.contains("is lost"))
                .anyMatch(it -> it.startsWith("I2") && it.contains("accepted 100, found 0"))
                .anyMatch(it -> it.startsWith("I5") && it.contains("is not stored"));
    }

    @Test
    void what_its_practice_does_not_want_posted_counts_once_however_often_it_was_issued() {
        payments.set(0, new Payment("p", Tenant.ACME.id(), "COMPLETED", 2, 100, 100, 20, List.of(), true));
        ledger.removeFirst();
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "NOT_REQUIRED", "location-mode", 120, Set.of(), 1));
        postings.add(new Posting("p", 0, 2, "PAYMENT", "NOT_REQUIRED", "location-mode", 120, Set.of(), 1));
        assertThat(found()).noneMatch(it -> it.startsWith("I2"));

        postings.removeLast();
        assertThat(found()).anyMatch(it -> it.startsWith("I2") && it.contains("the ledgers say -20"));
    }

    @Test
    void a_payment_that_is_stuck_and_says_nothing_is_seen() {
        payments.set(0, payment("SENT"));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));

        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("nothing says why"));
    }

    @Test
    void a_registration_that_was_taken_and_never_arrived_is_seen() {
        registrations.clear();

        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("its saga has nothing of it"));
    }

    @Test
    void of_what_is_compacted_only_the_last_counts() {
        var topic = "claims.registrations.v1";
        sequences.put(topic, Map.of("k", 3L));
        events.add(new Event(new Place(topic, 0, 7), "k-3", "k", 3));
        assertThat(found()).isEmpty();

        sequences.put(topic, Map.of("k", 4L));
        assertThat(found()).anyMatch(it -> it.startsWith("I4") && it.contains("as far as 3 of 4"));
    }

    @Test
    void a_gap_a_loss_at_the_end_and_disorder_are_seen_and_a_repetition_is_not() {
        events.add(event(THIRD, 1));
        assertThat(found()).isEmpty();

        events.remove(1);
        assertThat(found()).anyMatch(it -> it.startsWith("I4") && it.contains("as far as 1 of 2"));

        events.set(0, event(FIRST, 2));
        assertThat(found()).anyMatch(it -> it.startsWith("I4") && it.contains("2 of p comes after 0"));
    }

    @Test
    void two_events_under_one_number_are_seen() {
        events.add(new Event(THIRD, "another", "p", 2));

        assertThat(found()).anyMatch(it -> it.startsWith("I4") && it.contains("is another than the one before"));
    }

    @Test
    void a_command_that_was_taken_and_is_not_stored_is_seen() {
        obeyed.add(new Told.Obeyed(Tenant.ACME, "PaymentVoidRequested", "b", "p"));

        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("PaymentVoidRequested"));
    }

    @Test
    void a_payer_who_sees_another_status_than_there_is_is_seen() {
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));

        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("payers see"));
    }

    @Test
    void a_payer_who_is_shown_another_balance_exception_or_transaction_than_is_known_is_seen() {
        for (var other : List.of(
                shown(0),
                shown(100, "x posting-unconfirmed"),
                new Shown("p", 2, 100, List.of(), List.of("0: transaction T CONFIRMED"), List.of("loading")),
                new Shown("p", 1, 100, List.of(), List.of("0: transaction  "), List.of("loading")),
                new Shown("p", 1, 100, List.of(), List.of("0: transaction T CONFIRMED"), List.of()))) {
            shown.set(0, other);

            assertThat(found())
                    .singleElement()
                    .satisfies(it -> assertThat(it).startsWith("I5").contains("payers are shown " + other));
        }

        shown.set(0, shown(100, "x posting-unconfirmed"));
        known.set(0, shown(100, "x posting-unconfirmed"));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_payer_who_is_shown_nothing_of_what_is_known_is_seen() {
        shown.clear();

        assertThat(found())
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("I5").contains("payers are shown null"));
    }

    @Test
    void a_payment_that_is_voided_while_its_undoing_is_open_is_not_at_rest() {
        payments.set(0, new Payment("p", Tenant.ACME.id(), "VOIDED", 1, 100, 0, 20, List.of(), false));

        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("is not undone"));
    }

    @Test
    void what_waits_in_an_outbox_or_is_set_aside_without_cause_or_was_swallowed_is_seen() {
        outboxes.put("posting", 3);
        parked.add(new Parked("posting", FIRST, "not-applicable"));
        injected.add(SECOND);

        assertThat(found())
                .anyMatch(it -> it.startsWith("I6") && it.contains("3 events wait"))
                .anyMatch(it -> it.startsWith("I6") && it.contains("set aside"))
                .anyMatch(it -> it.startsWith("I6") && it.contains("is not set aside"));
    }

    @Test
    void a_patient_in_clear_is_seen() {
        leaks.add("last name in kafka.log");

        assertThat(found()).containsExactly("I7 (no patient is named in clear): last name in kafka.log");
    }

    @Test
    void two_answers_to_one_request_are_seen() {
        accepted.add(accepted("another", Flaw.NONE));

        assertThat(found()).anyMatch(it -> it.startsWith("I8"));
    }

    @Test
    void a_second_payment_of_which_nobody_was_told_is_seen_wherever_it_is() {
        stored.add(new Stored("q", Tenant.ACME.id(), "c", "R", 100, "Completed"));
        payments.add(new Payment("q", Tenant.ACME.id(), "COMPLETED", 1, 100, 100, 20, List.of(), true));
        postings.add(new Posting("q", 0, 1, "PAYMENT", "CONFIRMED", null, 120, Set.of("Q"), 1));
        ledger.add(inRecord("Q", 120));
        batchesSeen.add(batch("c", "Completed"));
        batches.add(batch("c", "COMPLETED"));

        assertThat(found())
                .hasSize(5)
                .allMatch(it -> it.startsWith("I8") && it.endsWith("and nobody was told of it"))
                .anyMatch(it -> it.contains("payment q is stored"))
                .anyMatch(it -> it.contains("payment q has a saga"))
                .anyMatch(it -> it.contains("payment q is posted"))
                .anyMatch(it -> it.contains("batch c is stored"))
                .anyMatch(it -> it.contains("batch c has a saga"));
    }
}
