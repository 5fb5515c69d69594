package io.remithub.orchestrator.domain;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction adds to a batch: what came in or left, and who changed status. A removed payment counts no more. */
public final class BatchDelta {

    private Totals totals = Totals.NONE;
    private final Map<PaymentStatus, Long> counts = new EnumMap<>(PaymentStatus.class);

    /** @param before null for a payment that came in */
    public void changed(@Nullable Payment before, Payment after) {
        if (before != null) {
            count(before, -1);
        }
        count(after, 1);
    }

    private void count(Payment payment, int by) {
        if (!payment.isRemoved()) {
            count(payment.status(), by * payment.terms().amount(), by);
        }
    }

    void count(PaymentStatus status, long amount, long payments) {
        totals = totals.plus(new Totals(amount, payments));
        counts.merge(status, payments, Long::sum);
    }

    Totals totals() {
        return totals;
    }

    Map<PaymentStatus, Long> counts() {
        return counts;
    }
}
