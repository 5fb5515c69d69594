package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Ignored;
import io.remithub.orchestrator.domain.Ruling.Refused;
import io.remithub.orchestrator.domain.Ruling.Taken;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A batch: its commands change this row alone, and its payments follow in chunks.
 *
 * @param released all that is held was released, not only some of it by name
 * @param payments how many stand in each status; no zeros, and nothing that was removed
 */
public record Batch(
        BatchTerms terms,
        BatchStatus status,
        boolean released,
        Totals expected,
        Totals current,
        Map<PaymentStatus, Long> payments) {

    public Batch {
        payments = Map.copyOf(payments);
    }

    public static Batch open(BatchTerms terms, Totals expected) {
        return new Batch(terms, BatchStatus.CREATED, false, expected, Totals.NONE, Map.of());
    }

    public String id() {
        return terms.batchId();
    }

    public Ruling<Batch> start() {
        return switch (status) {
            case CREATED -> new Taken<>(in(terms.policy().hold() ? BatchStatus.HELD : BatchStatus.PROCESSING));
            case HELD, PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> new Ignored<>("started before");
            case CANCELLED -> new Refused<>("batch-cancelled");
        };
    }

    /** Everything that is held. */
    public Ruling<Batch> release() {
        return switch (status) {
            case HELD -> new Taken<>(in(BatchStatus.PROCESSING).releasedWhole());
            case PROCESSING -> released ? new Ignored<>("released before") : new Taken<>(releasedWhole());
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> new Ignored<>("released before");
            case CREATED -> new Refused<>("not-started");
            case CANCELLED -> new Refused<>("batch-cancelled");
        };
    }

    /** Some of its payments; the rest stays held. */
    public Ruling<Batch> releasePartly() {
        return switch (status) {
            case HELD -> new Taken<>(in(BatchStatus.PROCESSING));
            case PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> new Ignored<>("processing before");
            case CREATED -> new Refused<>("not-started");
            case CANCELLED -> new Refused<>("batch-cancelled");
        };
    }

    public Ruling<Batch> cancel() {
        return switch (status) {
            case CREATED, HELD -> new Taken<>(in(BatchStatus.CANCELLED));
            case CANCELLED -> new Ignored<>("cancelled before");
            case PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> new Refused<>("status-not-cancellable");
        };
    }

    public Ruling<Batch> amend(Totals totals) {
        return switch (status) {
            case CREATED, HELD -> new Taken<>(new Batch(terms, status, released, totals, current, payments));
            case PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED -> new Refused<>("batch-not-open");
        };
    }

    /** The statuses in which a payment has yet to follow what was decided for its batch. */
    public Set<PaymentStatus> yetToFollow() {
        return switch (status) {
            case CREATED -> EnumSet.noneOf(PaymentStatus.class);
            case HELD, PROCESSING -> released ? PaymentStatus.waiting() : EnumSet.of(PaymentStatus.CREATED);
            case CANCELLED -> PaymentStatus.waiting();
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> EnumSet.noneOf(PaymentStatus.class);
        };
    }

    /** What was decided for the batch, done to one of its payments: what the batch holds is held, whenever it came. */
    public Ruling<Payment> lead(Payment payment) {
        return switch (status) {
            case CREATED -> new Ignored<>("not started");
            case CANCELLED -> payment.cancel();
            case HELD, PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> {
                var started = (terms.policy().hold() ? payment.heldByAccount(terms.policy()) : payment).start();
                yield released ? (started instanceof Taken<Payment>(var now) ? now : payment).release() : started;
            }
        };
    }

    /** Takes in what one transaction changed, and ends when the last of its payments has. */
    public Batch fold(BatchDelta delta) {
        var counts = new EnumMap<PaymentStatus, Long>(PaymentStatus.class);
        counts.putAll(payments);
        delta.counts().forEach((status, change) -> counts.merge(status, change, Long::sum));
        counts.values().removeIf(count -> count == 0);
        var folded = new Batch(terms, status, released, expected, current.plus(delta.totals()), counts);
        return status == BatchStatus.PROCESSING && folded.isOver() ? folded.in(folded.outcome()) : folded;
    }

    private boolean isOver() {
        return payments.keySet().stream().allMatch(PaymentStatus::isOver);
    }

    /** One that lost all its payments before they were released has nothing left to do. */
    private BatchStatus outcome() {
        if (Set.of(PaymentStatus.COMPLETED).containsAll(payments.keySet())) {
            return BatchStatus.COMPLETED;
        }
        return payments.keySet().equals(Set.of(PaymentStatus.FAILED))
                ? BatchStatus.FAILED
                : BatchStatus.COMPLETED_WITH_ERRORS;
    }

    private Batch in(BatchStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        return new Batch(terms, next, released, expected, current, payments);
    }

    private Batch releasedWhole() {
        return new Batch(terms, status, true, expected, current, payments);
    }
}
