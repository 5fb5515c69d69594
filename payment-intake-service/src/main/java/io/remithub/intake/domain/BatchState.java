package io.remithub.intake.domain;

import io.remithub.intake.domain.Account.ControlTotals;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A batch as commands find it, and what it makes of each: decided by what its payer is shown, so that an answer
 * given a moment ago holds.
 *
 * @param batch its expected totals are the control totals
 * @param contributors keys that created it or put payments in
 * @param released as a whole
 */
public record BatchState(Batch batch, BatchStatus status, Totals current, Set<String> contributors, boolean released) {

    private static final String HELD = "Held";
    private static final Set<String> WAITING = Set.of(Payment.FIRST_STATUS, HELD);

    public BatchId id() {
        return batch.id();
    }

    public Totals expected() {
        return new Totals(batch.expectedTotal(), batch.expectedPayments());
    }

    /** Never beyond the control totals, whatever the account makes of unequal ones. */
    public Decision add(Totals added) {
        if (!status.isOpen()) {
            return notOpen();
        }
        Totals after = current.plus(added);
        return after.exceeds(expected())
                ? Decision.refused(new Rejection.TotalsDiffer(expected(), current, added))
                : Decision.TAKEN;
    }

    /** Initiated again, it stays as it is. */
    public Decision start() {
        return switch (status) {
            case CREATED -> whenComplete();
            case HELD, PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> Decision.NOTHING_TO_DO;
            case CANCELLED -> notOpen();
        };
    }

    /** @param payments the statuses in which payments of it are shown */
    public Decision release(String keyId, Set<String> payments) {
        return switch (status) {
            case CREATED -> Decision.refused(new Rejection.NotStarted());
            case HELD -> needsAnother(keyId) ? dualControl() : whenComplete();
            case PROCESSING -> released ? Decision.NOTHING_TO_DO : releaseWaiting(keyId, payments);
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> Decision.NOTHING_TO_DO;
            case CANCELLED -> Decision.refused(new Rejection.NotHeld(status.wire()));
        };
    }

    /** Some of its payments, by name; the rest stays held. */
    public Decision releaseNamed(String keyId, List<PaymentState> named) {
        var ended = named.stream()
                .filter(payment -> payment.standing() == Standing.ENDED)
                .map(PaymentState::id)
                .toList();
        if (status == BatchStatus.CREATED) {
            return Decision.refused(new Rejection.NotStarted());
        }
        if (!ended.isEmpty()) {
            return Decision.refused(new Rejection.PaymentsNotHeld(ended));
        }
        var payments = named.stream().map(PaymentState::status).collect(Collectors.toSet());
        return Collections.disjoint(payments, WAITING) ? Decision.NOTHING_TO_DO : release(keyId, payments);
    }

    /**
     * A payment that is not yet decided on may come to be held by what its account was when it came, whatever it is
     * now: whoever may release it does, and nothing comes of it where nothing holds it.
     */
    private Decision releaseWaiting(String keyId, Set<String> payments) {
        if (Collections.disjoint(payments, WAITING)) {
            return Decision.NOTHING_TO_DO;
        }
        return needsAnother(keyId) ? dualControl() : Decision.TAKEN;
    }

    /** One payment ahead of the others: as the account allows, but what a rule holds can always be freed. */
    public Decision releaseOne(String keyId, PaymentState payment) {
        Decision decision = releaseNamed(keyId, List.of(payment));
        boolean held = payment.status().equals(HELD) || status == BatchStatus.HELD || holds();
        boolean ahead = held && !alone() && !batch.account().policy().partialRelease() && !payment.isHeldByRule();
        return decision.isTaken() && ahead ? Decision.refused(new Rejection.PartialReleaseDisabled()) : decision;
    }

    /** A payment issued alone, and nothing was put beside it or is to be. */
    public boolean alone() {
        return batch.single() && current.payments() == 1 && batch.expectedPayments() == 1;
    }

    public Decision cancel() {
        return switch (status) {
            case CREATED, HELD -> Decision.TAKEN;
            case CANCELLED -> Decision.NOTHING_TO_DO;
            case PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> notOpen();
        };
    }

    /** New control totals: never below what is in it. */
    public Decision amend(Totals totals) {
        if (!status.isOpen()) {
            return notOpen();
        }
        if (current.exceeds(totals)) {
            return Decision.refused(new Rejection.TotalsDiffer(totals, current, Totals.NONE));
        }
        return totals.equals(expected()) ? Decision.NOTHING_TO_DO : Decision.TAKEN;
    }

    /** The same payment in other terms: it keeps its reference. */
    public Decision replace(PaymentState payment, Remittance by) {
        if (!status.isOpen()) {
            return notOpen();
        }
        if (payment.removed() || payment.standing() != Standing.WAITING) {
            return Decision.refused(new Rejection.PaymentNotOpen(payment.status()));
        }
        if (!payment.issuerReferenceId().equals(by.issuerReferenceId())) {
            return Decision.refused(new Rejection.OtherReference());
        }
        Totals others = current.minus(Totals.of(payment.amount()));
        Totals added = Totals.of(by.amount());
        return others.plus(added).exceeds(expected())
                ? Decision.refused(new Rejection.TotalsDiffer(expected(), others, added))
                : Decision.TAKEN;
    }

    public Decision remove(PaymentState payment) {
        if (payment.removed()) {
            return Decision.NOTHING_TO_DO;
        }
        if (!status.isOpen()) {
            return notOpen();
        }
        return payment.standing() == Standing.WAITING
                ? Decision.TAKEN
                : Decision.refused(new Rejection.PaymentNotOpen(payment.status()));
    }

    private Decision whenComplete() {
        if (current.payments() == 0) {
            return Decision.refused(new Rejection.EmptyBatch());
        }
        boolean enforced = batch.account().policy().controlTotals() == ControlTotals.ENFORCE;
        return enforced && !current.equals(expected())
                ? Decision.refused(new Rejection.TotalsDiffer(expected(), current, Totals.NONE))
                : Decision.TAKEN;
    }

    private boolean holds() {
        var policy = batch.account().policy();
        return batch.hold() || policy.hold() || !policy.holdRules().isEmpty();
    }

    private boolean needsAnother(String keyId) {
        return batch.account().policy().dualControl() && contributors.contains(keyId);
    }

    private static Decision dualControl() {
        return Decision.refused(new Rejection.DualControl());
    }

    private Decision notOpen() {
        return Decision.refused(new Rejection.NotOpen(status.wire()));
    }
}
