package io.remithub.orchestrator.domain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Where a payment stands: forward only, skipping allowed, except that a void and a reissue lead back to Loading. */
public enum PaymentStatus {
    CREATED("Created"),
    HELD("Held"),
    LOADING("Loading"),
    DOCUMENTS_GENERATING("DocumentsGenerating"),
    REMITTANCE_REQUESTED("RemittanceRequested"),
    DOCUMENTS_DISTRIBUTING("DocumentsDistributing"),
    DISTRIBUTION_ASSIGNED("DistributionAssigned"),
    REQUESTED("Requested"),
    SENT("Sent"),
    COMPLETED("Completed"),
    VOIDED("Voided"),
    REISSUING("Reissuing"),
    CANCELLED("Cancelled"),
    FAILED("Failed");

    private final String wire;

    PaymentStatus(String wire) {
        this.wire = wire;
    }

    public boolean canBecome(PaymentStatus next) {
        return switch (this) {
            case CREATED -> next == HELD || next == LOADING || next == CANCELLED;
            case HELD -> next == LOADING || next == CANCELLED;
            case LOADING -> isFurtherOnTheWay(next) || next == VOIDED || next == FAILED;
            case DOCUMENTS_GENERATING,
                    REMITTANCE_REQUESTED,
                    DOCUMENTS_DISTRIBUTING,
                    DISTRIBUTION_ASSIGNED,
                    REQUESTED,
                    SENT,
                    COMPLETED -> isFurtherOnTheWay(next) || next == VOIDED;
            case VOIDED -> next == REISSUING;
            case REISSUING -> next == LOADING || next == VOIDED;
            case CANCELLED, FAILED -> false;
        };
    }

    private boolean isFurtherOnTheWay(PaymentStatus next) {
        return next.compareTo(this) > 0 && next.compareTo(COMPLETED) <= 0;
    }

    /** The nine statuses that a payer's void is taken in, given something is left to void. */
    public boolean isVoidable() {
        return canBecome(VOIDED);
    }

    /** Nothing more happens unless somebody asks for it: what a batch's completion counts. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, VOIDED, CANCELLED, FAILED -> true;
            case CREATED,
                    HELD,
                    LOADING,
                    DOCUMENTS_GENERATING,
                    REMITTANCE_REQUESTED,
                    DOCUMENTS_DISTRIBUTING,
                    DISTRIBUTION_ASSIGNED,
                    REQUESTED,
                    SENT,
                    REISSUING -> false;
        };
    }

    /** No hold reaches it any more. */
    boolean isPastHold() {
        return this != CREATED && this != HELD;
    }

    /** Released, and on its way to Completed or there. */
    public boolean isUnderWay() {
        return compareTo(LOADING) >= 0 && compareTo(COMPLETED) <= 0;
    }

    public String wire() {
        return wire;
    }

    public static PaymentStatus of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no payment status " + wire));
    }

    /** Not yet released: what a cancellation of the batch still reaches. */
    public static Set<PaymentStatus> waiting() {
        return EnumSet.of(CREATED, HELD);
    }
}
