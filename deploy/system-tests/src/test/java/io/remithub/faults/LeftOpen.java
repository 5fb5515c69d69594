package io.remithub.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.remithub.faults.Snapshot.GivenUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the faults of a row can leave to people though nothing is wrong with a payment, and to how many of a hundred. */
enum LeftOpen {
    NOTHING(0),
    /** Two calls, one after the other, of which each provably came to nothing: a third one is for people to decide. */
    POSTINGS(5, "posting-unconfirmed", "charge-unconfirmed"),
    /** The clearinghouse has forgotten tickets, or never answered them: all that were open at the time may be that many. */
    TICKETS(100, "claim-status-overdue"),
    /** Of many rows' payments only few are there when tickets are forgotten. */
    ANY_OF_THESE(20, "posting-unconfirmed", "charge-unconfirmed", "claim-status-overdue");

    private static final String UNCONFIRMED = "-unconfirmed";
    private static final String OVERDUE = "claim-status-overdue";

    /** Three tickets one after the other, each for as long as one lives; but for the call by which the first was asked for. */
    private static final Duration THREE_LIVES = Setting.BRIEF.multipliedBy(3).minusSeconds(5);

    /** Chance makes more of a small number. */
    private static final int MOST_OF_FEW = 5;

    private final int ofHundred;
    private final Set<String> codes;

    LeftOpen(int ofHundred, String... codes) {
        this.ofHundred = ofHundred;
        this.codes = Set.of(codes);
    }

    /** Of any row's faults. A refused credential is none: when the partner takes it again, all goes on. */
    static boolean byAny(String code) {
        return ANY_OF_THESE.codes.contains(code);
    }

    /** Those that wait for what a fault can leave open. */
    static Set<String> waiting(Snapshot all) {
        return all.payments().stream()
                .filter(payment -> !left(payment).isEmpty())
                .map(Snapshot.Payment::paymentId)
                .collect(toSet());
    }

    /** @param accepted those of the row, and those of earlier rows that did not wait before it */
    List<String> violations(Collection<Told.Accepted> accepted, Snapshot all) {
        var payments = Checker.byId(all);
        var its = Checker.once(accepted);
        var absent = all.postings().stream()
                .filter(Snapshot.Posting::isTwiceProvenAbsent)
                .map(Snapshot.Posting::paymentId)
                .collect(toSet());
        var givenUp = all.givenUp().stream().collect(groupingBy(GivenUp::paymentId));
        var found = new ArrayList<String>();
        int waiting = 0;
        for (var told : its) {
            var payment = payments.get(told.paymentId());
            var left = payment == null ? List.<String>of() : left(payment);
            waiting += left.isEmpty() ? 0 : 1;
            left.stream()
                    .filter(code -> !codes.contains(code))
                    .forEach(code -> found.add(
                            Checker.I1.violated("payment %s waits for %s, and no fault of this row leaves that open"
                                    .formatted(told.paymentId(), code))));
            left.stream()
                    .filter(code -> code.endsWith(UNCONFIRMED) && !absent.contains(told.paymentId()))
                    .forEach(code -> found.add(Checker.I1.violated(
                            "payment %s waits for %s, and nothing of it was sent twice and proven absent"
                                    .formatted(told.paymentId(), code))));
            if (left.contains(OVERDUE) && !isBorneOut(givenUp.getOrDefault(told.paymentId(), List.of()))) {
                found.add(Checker.I1.violated("payment %s waits for %s, and the clearinghouse would have answered: %s"
                        .formatted(told.paymentId(), OVERDUE, givenUp.get(told.paymentId()))));
            }
        }
        if (found.isEmpty() && waiting > most(its.size())) {
            found.add(Checker.I1.violated("%d payments of %d wait for %s: its faults explain %d"
                    .formatted(waiting, its.size(), new TreeSet<>(codes), most(its.size()))));
        }
        return found;
    }

    /** By the clearinghouse's own books, all of what was given up. */
    private static boolean isBorneOut(List<GivenUp> all) {
        return !all.isEmpty()
                && all.stream()
                        .allMatch(it ->
                                it.forgotten() || !it.answered() && it.lived().compareTo(THREE_LIVES) >= 0);
    }

    private int most(int payments) {
        return Math.max(MOST_OF_FEW, payments * ofHundred / 100);
    }

    private static List<String> left(Snapshot.Payment payment) {
        return payment.exceptions().stream()
                .flatMap(List::stream)
                .filter(LeftOpen::byAny)
                .distinct()
                .toList();
    }
}
