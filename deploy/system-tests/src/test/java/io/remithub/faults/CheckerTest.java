package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Batch;
import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.Command;
import io.remithub.faults.Snapshot.Event;
import io.remithub.faults.Snapshot.Intake;
import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.faults.Snapshot.Parked;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Place;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Registration;
import io.remithub.faults.Snapshot.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the checker must see: a world in order, and one thing in it that is not. */
class CheckerTest {

    private static final Place FIRST = new Place("payments.lifecycle.v1", 0, 0);
    private static final Place SECOND = new Place("payments.lifecycle.v1", 0, 1);

    private static final Place THIRD = new Place("payments.lifecycle.v1", 0, 2);

    private final List<Told.Opened> opened = new ArrayList<>(List.of(new Told.Opened(Tenant.ACME, "R", "b")));
    private final List<Told.Accepted> accepted = new ArrayList<>(List.of(accepted("p", Flaw.NONE)));
    private final List<Told.Obeyed> obeyed = new ArrayList<>();
    private final Set<Told.Registered> registered = new HashSet<>(Set.of(new Told.Registered(Tenant.ACME, "k")));
    private final Set<Registration> registrations = new HashSet<>(Set.of(new Registration(Tenant.ACME.id(), "k")));
    private final List<Stored> stored =
            new ArrayList<>(List.of(new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Completed")));
    private final List<Payment> payments = new ArrayList<>(List.of(payment("COMPLETED")));
    private final List<Posting> postings = new ArrayList<>(List.of(
            new Posting("p", 0, 1, "PAYMENT", "CONFIRMED", null, 120, Set.of("T")),
            new Posting("p", 0, 1, "CHARGE", "CONFIRMED", null, 30, Set.of("C"))));
    private final List<LedgerEntry> ledger = new ArrayList<>(
            List.of(new LedgerEntry(Book.HEALTH_RECORD, "T", 120, true), new LedgerEntry(Book.BILLING, "C", 30, true)));
    private final List<Event> events = new ArrayList<>(List.of(event(FIRST, 1), event(SECOND, 2)));
    private final Map<String, Map<String, Long>> sequences =
            new HashMap<>(Map.of("payments.lifecycle.v1", Map.of("p", 2L)));
    private final Map<String, Integer> outboxes = new HashMap<>(Map.of("posting", 0));
    private final List<Parked> parked = new ArrayList<>();
    private final Set<Place> injected = new HashSet<>();
    private final Set<String> leaks = new HashSet<>();

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
    void a_payment_that_is_stuck_and_says_nothing_is_seen() {
        payments.set(0, payment("SENT"));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));

        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("nothing says why"));
    }

    @Test
    void one_that_waits_with_an_exception_is_at_rest_and_with_two_it_is_not() {
        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        assertThat(found()).isEmpty();

        payments.set(0, payment("SENT", List.of("posting-unconfirmed"), List.of("charge-unconfirmed")));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("2 open exceptions"));
    }

    @Test
    void one_that_waits_for_what_was_never_wrong_with_it_is_work_that_was_not_done() {
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        for (var code : List.of("claim-not-registered", "out-of-balance", "suspected-duplicate", "patient-unknown")) {
            payments.set(0, payment("SENT", List.of(code)));

            assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("waits for " + code));
        }
    }

    @Test
    void one_that_was_started_or_released_and_does_not_go_on_is_forgotten() {
        payments.set(0, payment("CREATED"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));

        payments.set(0, payment("HELD"));
        assertThat(found()).noneMatch(it -> it.startsWith("I1"));
        obeyed.add(new Told.Obeyed(Tenant.ACME, "BatchReleaseRequested", "b", "p"));
        assertThat(found()).anyMatch(it -> it.startsWith("I1") && it.contains("its payer was told that it goes on"));
    }

    @Test
    void one_with_a_flaw_waits_for_that_and_for_no_other() {
        accepted.set(0, accepted("p", Flaw.OUT_OF_BALANCE));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Loading"));
        payments.set(0, payment("LOADING", List.of("out-of-balance")));
        assertThat(found()).isEmpty();

        payments.set(0, payment("LOADING", List.of("out-of-balance", "claim-not-registered")));
        assertThat(found())
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("I1").contains("waits for claim-not-registered"));
    }

    @Test
    void a_hub_in_which_everything_waits_has_done_nothing() {
        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        var fates = Fates.of(accepted, snapshot());

        assertThat(fates).isEqualTo(new Fates(0, 1, 1));
        assertThat(fates.violations()).singleElement().satisfies(it -> assertThat(it)
                .contains("none is completed"));

        payments.set(0, payment("COMPLETED"));
        assertThat(Fates.of(accepted, snapshot()).violations()).isEmpty();
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
    void a_posting_that_is_there_twice_is_seen_by_count_and_by_the_cent() {
        ledger.add(new LedgerEntry(Book.HEALTH_RECORD, "T", 120, true));

        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("is there 2 times"))
                .anyMatch(it -> it.startsWith("I2") && it.contains("the ledgers say 220"));
    }

    @Test
    void a_second_charge_another_amount_and_what_nobody_knows_of_are_seen() {
        ledger.set(1, new LedgerEntry(Book.BILLING, "C", 31, true));
        ledger.add(new LedgerEntry(Book.BILLING, "X", 30, true));

        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("of 30 is there with 31"))
                .anyMatch(it -> it.startsWith("I3") && it.contains("of which nobody knows"));
    }

    @Test
    void money_of_a_voided_payment_that_is_still_there_is_seen() {
        payments.set(0, payment("VOIDED"));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));

        assertThat(found()).anyMatch(it -> it.startsWith("I2") && it.contains("the ledgers have 120 of it"));

        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U")));
        ledger.add(new LedgerEntry(Book.HEALTH_RECORD, "U", -120, true));
        postings.add(new Posting("p", 0, 1, "CHARGE_ADJUSTMENT", "CONFIRMED", null, 30, Set.of("V")));
        ledger.add(new LedgerEntry(Book.BILLING, "V", -30, true));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_charge_that_was_never_made_is_seen() {
        postings.set(1, new Posting("p", 0, 1, "CHARGE", "NOT_REQUIRED", "nothing-to-post", 0, Set.of()));
        ledger.remove(1);

        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 0 in BILLING: due is 30"));
    }

    @Test
    void a_charge_that_stands_though_its_payment_is_voided_is_seen() {
        payments.set(0, payment("VOIDED"));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Voided"));
        postings.add(new Posting("p", 0, 1, "REVERSAL", "CONFIRMED", null, 120, Set.of("U")));
        ledger.add(new LedgerEntry(Book.HEALTH_RECORD, "U", -120, true));
        postings.add(new Posting("p", 0, 1, "CHARGE_ADJUSTMENT", "NOT_REQUIRED", "nothing-to-post", 0, Set.of()));

        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 30 in BILLING: due is 0"));
    }

    @Test
    void charges_of_two_issuances_that_both_stand_are_seen_also_while_the_payment_waits() {
        postings.add(new Posting("p", 0, 2, "CHARGE", "CONFIRMED", null, 30, Set.of("D")));
        ledger.add(new LedgerEntry(Book.BILLING, "D", 30, true));
        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("stands with 60 in BILLING: due is 30"));

        payments.set(0, payment("SENT", List.of("posting-unconfirmed")));
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));
        assertThat(found()).anyMatch(it -> it.startsWith("I3") && it.contains("with 60 in BILLING: due is at most 30"));
    }

    @Test
    void amounts_that_are_swapped_between_two_claims_are_seen() {
        var due = new Due(Flaw.NONE, List.of(new Due.Share(20, 30), new Due.Share(100, 0)));
        accepted.set(0, new Told.Accepted(Tenant.ACME, "R", "b", "p", 100, due));
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "CONFIRMED", null, 100, Set.of("T")));
        postings.add(new Posting("p", 1, 1, "PAYMENT", "CONFIRMED", null, 20, Set.of("S")));
        ledger.set(0, new LedgerEntry(Book.HEALTH_RECORD, "T", 100, true));
        ledger.add(new LedgerEntry(Book.HEALTH_RECORD, "S", 20, true));

        assertThat(found())
                .hasSize(2)
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 100 in HEALTH_RECORD: due is 20"))
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 20 in HEALTH_RECORD: due is 100"));
    }

    @Test
    void where_the_practice_enters_insurers_money_itself_the_patients_share_alone_is_there() {
        accepted.set(0, accepted("p", Flaw.PATIENT_ONLY));
        postings.set(0, new Posting("p", 0, 1, "PAYMENT", "NOT_REQUIRED", "location-mode", 120, Set.of()));
        ledger.removeFirst();
        assertThat(found()).isEmpty();

        accepted.set(0, accepted("p", Flaw.NONE));
        assertThat(found())
                .anyMatch(it -> it.startsWith("I3") && it.contains("stands with 0 in HEALTH_RECORD: due is 120"));
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
    void a_mutant_is_seen_by_the_rule_that_it_breaks_and_not_by_any_other_trouble() {
        var hangs = outcome(List.of("not at rest after PT90S: posting is behind by 3", "I6 (outboxes): it waits"));
        assertThat(Mutant.values()).noneMatch(mutant -> mutant.isSeen(hangs));

        var doubled = outcome(List.of(Checker.I3.violated("PAYMENT of claim 0 is there 2 times")));
        assertThat(Mutant.BLIND_RETRY.isSeen(doubled)).isTrue();
        assertThat(Mutant.CURSOR.isSeen(doubled)).isFalse();
    }

    @Test
    void a_command_that_was_taken_and_forgotten_is_seen() {
        obeyed.add(new Told.Obeyed(Tenant.ACME, "PaymentVoidRequested", "b", "p"));

        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("PaymentVoidRequested"));
    }

    @Test
    void a_payer_who_sees_another_status_than_there_is_is_seen() {
        stored.set(0, new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Sent"));

        assertThat(found()).anyMatch(it -> it.startsWith("I5") && it.contains("payers see"));
    }

    @Test
    void a_payment_that_is_voided_while_its_undoing_is_open_is_not_at_rest() {
        payments.set(0, new Payment("p", Tenant.ACME.id(), "VOIDED", 1, 100, 20, List.of(), false));

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

    private static Outcome outcome(List<String> violations) {
        return new Outcome(0, "a mutant", List.of(), 1, new Fates(0, 0, 0), Duration.ZERO, violations, "");
    }

    private static Event event(Place place, long sequence) {
        return new Event(place, "p-" + sequence, "p", sequence);
    }

    @SafeVarargs
    private static Payment payment(String status, List<String>... exceptions) {
        return new Payment("p", Tenant.ACME.id(), status, 1, 100, 20, List.of(exceptions), true);
    }

    private static Told.Accepted accepted(String paymentId, Flaw flaw) {
        return new Told.Accepted(Tenant.ACME, "R", "b", paymentId, 100, new Due(flaw, List.of(new Due.Share(120, 30))));
    }

    private List<String> found() {
        return Checker.check(snapshot());
    }

    private Snapshot snapshot() {
        return new Snapshot(
                opened,
                accepted,
                obeyed,
                registered,
                new Intake(
                        stored,
                        List.of(new Batch("b", Tenant.ACME.id(), "R", "Processing")),
                        Set.of(new Command("BatchStartRequested", "b", null))),
                registrations,
                payments,
                postings,
                ledger,
                events,
                sequences,
                outboxes,
                parked,
                injected,
                leaks);
    }
}
