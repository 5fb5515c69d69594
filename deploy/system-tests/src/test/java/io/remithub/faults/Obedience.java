package io.remithub.faults;

import static java.util.stream.Collectors.groupingBy;

import io.remithub.faults.Snapshot.Payment;
import java.util.ArrayList;
import java.util.List;

/** What payers ordered, by what they were answered in the end, beside what became of it. */
final class Obedience {

    private Obedience() {}

    static List<String> violations(Snapshot all) {
        var found = new ArrayList<String>();
        // Payers order one thing after the other, and nobody else does: nothing can overtake them.
        all.intake().commands().stream()
                .filter(it -> "REJECTED".equals(it.outcome()))
                .forEach(it -> found.add("%s was taken, and refused later".formatted(it)));
        // What is due is theirs to say: the hub's own table may have an order twice, or none.
        var orders = all.obeyed().stream()
                .filter(it -> it.paymentId() != null)
                .collect(groupingBy(it -> String.valueOf(it.paymentId())));
        all.payments().forEach(it -> compare(it, orders.getOrDefault(it.paymentId(), List.of()), found));
        return found;
    }

    private static void compare(Payment payment, List<Told.Obeyed> orders, List<String> found) {
        long voids = count("PaymentVoidRequested", orders);
        long reissues = count("PaymentReissueRequested", orders);
        boolean isVoided = voids > reissues;
        if (payment.issuance() != 1 + reissues || payment.status().equals("VOIDED") != isVoided) {
            found.add("payment %s is %s in issuance %d, after %d voids and %d reissues"
                    .formatted(payment.paymentId(), payment.status(), payment.issuance(), voids, reissues));
        }
        long due = isVoided || count("PaymentSettled", orders) > 0 ? 0 : payment.amount();
        if (payment.available() != due) {
            found.add("of payment %s, %s, %d are available, after %s: due is %d"
                    .formatted(payment.paymentId(), payment.status(), payment.available(), orders, due));
        }
        if (count("PaymentRemoved", orders) > 0 && !payment.status().equals("CANCELLED")) {
            found.add("payment %s was removed, and is %s".formatted(payment.paymentId(), payment.status()));
        }
    }

    private static long count(String command, List<Told.Obeyed> orders) {
        return orders.stream().filter(it -> it.command().equals(command)).count();
    }
}
