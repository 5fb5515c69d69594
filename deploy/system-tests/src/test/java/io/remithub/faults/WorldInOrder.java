package io.remithub.faults;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Batch;
import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.Command;
import io.remithub.faults.Snapshot.Event;
import io.remithub.faults.Snapshot.GivenUp;
import io.remithub.faults.Snapshot.Intake;
import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.faults.Snapshot.Parked;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Place;
import io.remithub.faults.Snapshot.Posting;
import io.remithub.faults.Snapshot.Registration;
import io.remithub.faults.Snapshot.Shown;
import io.remithub.faults.Snapshot.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a snapshot says where nothing went wrong: one payment of one claim, for a test to put one thing out of order. */
abstract class WorldInOrder {

    static final Place FIRST = new Place("payments.lifecycle.v1", 0, 0);
    static final Place SECOND = new Place("payments.lifecycle.v1", 0, 1);

    static final Place THIRD = new Place("payments.lifecycle.v1", 0, 2);

    static final Due.Whose PATIENT = new Due.Whose("patient 1", "patient pat_1");

    final List<Told.Opened> opened = new ArrayList<>(List.of(new Told.Opened(Tenant.ACME, "R", "b")));
    final List<Told.Accepted> accepted = new ArrayList<>(List.of(accepted("p", Flaw.NONE)));
    final List<Told.Obeyed> obeyed = new ArrayList<>();
    final Set<Told.Registered> registered = new HashSet<>(Set.of(new Told.Registered(Tenant.ACME, "k")));
    final Set<Registration> registrations = new HashSet<>(Set.of(new Registration(Tenant.ACME.id(), "k")));
    final List<Command> commands = new ArrayList<>();
    final List<Stored> stored = new ArrayList<>(List.of(new Stored("p", Tenant.ACME.id(), "b", "R", 100, "Completed")));
    final List<Shown> shown = new ArrayList<>(List.of(shown(100)));
    final List<Shown> known = new ArrayList<>(List.of(shown(100)));
    final List<Batch> batchesSeen = new ArrayList<>(List.of(batch("b", "Completed")));
    final List<Batch> batches = new ArrayList<>(List.of(batch("b", "COMPLETED")));
    final List<Payment> payments = new ArrayList<>(List.of(payment("COMPLETED")));
    final List<GivenUp> givenUp = new ArrayList<>();
    final List<Posting> postings = new ArrayList<>(List.of(
            new Posting("p", 0, 1, "PAYMENT", "CONFIRMED", null, 120, Set.of("T"), 1),
            new Posting("p", 0, 1, "CHARGE", "CONFIRMED", null, 30, Set.of("C"), 1)));
    final List<LedgerEntry> ledger = new ArrayList<>(List.of(inRecord("T", 120), inBilling("C", 30)));
    final List<Event> events = new ArrayList<>(List.of(event(FIRST, 1), event(SECOND, 2)));
    final Map<String, Map<String, Long>> sequences = new HashMap<>(Map.of("payments.lifecycle.v1", Map.of("p", 2L)));
    final Map<String, Integer> outboxes = new HashMap<>(Map.of("posting", 0));
    final List<Parked> parked = new ArrayList<>();
    final Set<Place> injected = new HashSet<>();
    final Set<String> leaks = new HashSet<>();

    static LedgerEntry inRecord(String reference, long amount) {
        return new LedgerEntry(Book.HEALTH_RECORD, reference, PATIENT.inRecord(), amount, true);
    }

    static LedgerEntry inBilling(String reference, long amount) {
        return new LedgerEntry(Book.BILLING, reference, PATIENT.inBilling(), amount, true);
    }

    static Event event(Place place, long sequence) {
        return new Event(place, "p-" + sequence, "p", sequence);
    }

    @SafeVarargs
    static Payment payment(String status, List<String>... exceptions) {
        long available = status.equals("VOIDED") ? 0 : 100;
        return new Payment("p", Tenant.ACME.id(), status, 1, 100, available, 20, List.of(exceptions), true);
    }

    /** Its payer orders it, is told that it is obeyed, and it is stored. */
    void ordered(String command) {
        obeyed.add(new Told.Obeyed(Tenant.ACME, command, "b", "p"));
        commands.add(new Command(command, "b", "p", "TAKEN"));
    }

    /** Whatever else becomes of it: the two are compared with each other alone. */
    static Shown shown(long available, String... exceptions) {
        return new Shown(
                "p", 1, available, List.of(exceptions), List.of("0: transaction T CONFIRMED"), List.of("loading"));
    }

    static Batch batch(String batchId, String status) {
        return new Batch(batchId, Tenant.ACME.id(), "R", status);
    }

    static Told.Accepted accepted(String paymentId, Flaw flaw) {
        return accepted(paymentId, flaw, false);
    }

    /** Of an account that holds. */
    static Told.Accepted held(String paymentId) {
        return accepted(paymentId, Flaw.NONE, true);
    }

    private static Told.Accepted accepted(String paymentId, Flaw flaw, boolean holds) {
        var due = new Due(flaw, List.of(new Due.Share(120, 30, PATIENT)));
        return new Told.Accepted(Tenant.ACME, "R", "b", paymentId, holds, 100, due);
    }

    List<String> found() {
        return Checker.check(snapshot());
    }

    Snapshot snapshot() {
        return new Snapshot(
                opened,
                accepted,
                obeyed,
                registered,
                new Intake(stored, shown, batchesSeen, commands),
                registrations,
                known,
                batches,
                payments,
                givenUp,
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
