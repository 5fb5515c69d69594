package io.remithub.faults;

import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Posting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the accepted money of each tenant is, by what the ledgers of the partners say. */
final class Money {

    private static final Set<String> LEFT_TO_OTHERS = Set.of("location-mode", "cancelled");

    private final Map<Tenant, Long> accepted = new TreeMap<>();
    private final Map<Tenant, Map<String, Long>> found = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    private Money() {}

    static Money of(Snapshot all) {
        var money = new Money();
        var payments = Checker.byId(all);
        var onBooks = netByPayment(all);
        var leftOut = new HashMap<String, Long>();
        for (var posting : all.postings()) {
            var payment = payments.get(posting.paymentId());
            if (payment != null && posting.issuance() == payment.issuance() && isLeftOut(posting)) {
                leftOut.merge(posting.paymentId(), posting.amount(), Long::sum);
            }
        }
        for (var told : Checker.accepted(all)) {
            money.accepted.merge(told.tenant(), told.amount(), Long::sum);
            var payment = payments.get(told.paymentId());
            if (payment != null) {
                money.follow(
                        told,
                        payment,
                        onBooks.getOrDefault(told.paymentId(), 0L),
                        leftOut.getOrDefault(told.paymentId(), 0L));
            }
        }
        money.sums();
        return money;
    }

    private static boolean isLeftOut(Posting posting) {
        return posting.purpose().equals("PAYMENT")
                && posting.state().equals("NOT_REQUIRED")
                && posting.reason() != null
                && LEFT_TO_OTHERS.contains(posting.reason());
    }

    private static Map<String, Long> netByPayment(Snapshot all) {
        var paymentOf = new HashMap<String, String>();
        all.postings().forEach(posting -> posting.references()
                .forEach(reference -> paymentOf.put(reference, posting.paymentId())));
        var net = new HashMap<String, Long>();
        for (var entry : all.ledger()) {
            var payment = paymentOf.get(entry.reference());
            if (entry.book() == Book.HEALTH_RECORD && entry.standing() && payment != null) {
                net.merge(payment, entry.amount(), Long::sum);
            }
        }
        return net;
    }

    private void follow(Told.Accepted told, Payment payment, long onBooks, long leftOut) {
        if (!payment.exceptions().isEmpty()) {
            put(told, "waiting", told.amount());
        } else if (payment.status().equals("COMPLETED")) {
            put(told, "posted", onBooks);
            put(told, "not posted by mode", leftOut);
            put(told, "provider-level adjustments", -payment.providerAdjustments());
            long there = onBooks + leftOut - payment.providerAdjustments();
            if (there != told.amount()) {
                violations.add("payment %s of %d is completed, and the ledgers say %d"
                        .formatted(told.paymentId(), told.amount(), there));
            }
        } else {
            put(told, payment.status(), told.amount());
            if (onBooks != 0) {
                violations.add("payment %s is %s, and the ledgers have %d of it"
                        .formatted(told.paymentId(), payment.status(), onBooks));
            }
        }
    }

    private void put(Told.Accepted told, String where, long amount) {
        found.computeIfAbsent(told.tenant(), _ -> new TreeMap<>()).merge(where, amount, Long::sum);
    }

    private void sums() {
        accepted.forEach((tenant, amount) -> {
            var where = found.getOrDefault(tenant, Map.of());
            long sum = where.values().stream().mapToLong(Long::longValue).sum();
            if (sum != amount) {
                violations.add("%s accepted %d, found %d: %s".formatted(tenant, amount, sum, where));
            }
        });
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
