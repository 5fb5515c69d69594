package io.remithub.intake.domain;

import java.util.Set;

/**
 * What a payer is shown of a payment's money: decides what may be asked for, and tells what is shown then.
 *
 * @param number counts up with every reissue, from 1
 */
public record Issuance(int number, String status, Money available) {

    private static final String VOIDED = "Voided";
    private static final String REISSUING = "Reissuing";

    /** On its way or there: all that is neither before its release nor over. */
    private static final Set<String> OUT = Set.of(
            "Loading",
            "DocumentsGenerating",
            "RemittanceRequested",
            "DocumentsDistributing",
            "DistributionAssigned",
            "Requested",
            "Sent",
            "Completed",
            REISSUING);

    public Decision voiding() {
        if (!OUT.contains(status)) {
            return Decision.refused(new Rejection.NotVoidable(status));
        }
        return hasBalance() ? Decision.TAKEN : Decision.refused(new Rejection.NoAvailableBalance());
    }

    /** Once a void. */
    public Decision reissuing() {
        return status.equals(VOIDED) ? Decision.TAKEN : Decision.refused(new Rejection.NotVoided(status));
    }

    /** Once, whole. */
    public Decision settling() {
        if (!OUT.contains(status)) {
            return Decision.refused(new Rejection.NotSettleable(status));
        }
        return hasBalance() ? Decision.TAKEN : Decision.refused(new Rejection.AlreadySettled());
    }

    public Issuance voided() {
        return new Issuance(number, VOIDED, Money.ZERO);
    }

    public Issuance reissued(Money amount) {
        return new Issuance(number + 1, REISSUING, amount);
    }

    public Issuance settled() {
        return new Issuance(number, status, Money.ZERO);
    }

    private boolean hasBalance() {
        return available.cents() > 0;
    }
}
