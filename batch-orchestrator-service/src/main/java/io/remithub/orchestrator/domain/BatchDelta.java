package io.remithub.orchestrator.domain;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction adds to a batch: what came in, and who changed status. */
public final class BatchDelta {

    private Totals added = Totals.NONE;
    private final Map<PaymentStatus, Long> counts = new EnumMap<>(PaymentStatus.class);

    public void moved(@Nullable PaymentStatus from, PaymentStatus to) {
        if (from != to) {
            counts.merge(to, 1L, Long::sum);
            if (from != null) {
                counts.merge(from, -1L, Long::sum);
            }
        }
    }

    public void added(long amount) {
        added = added.plus(new Totals(amount, 1));
    }

    Totals added() {
        return added;
    }

    Map<PaymentStatus, Long> counts() {
        return counts;
    }
}
