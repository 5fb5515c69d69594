package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Posting.Outcome;
import io.remithub.orchestrator.domain.Reconciliation.Followed;
import io.remithub.orchestrator.domain.Reconciliation.Issued;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why two figures of a reconciliation differ, in words. */
final class Explained {

    static final String SUM = "Claims and provider-level adjustments do not come to the amount that was issued.";

    private static final Set<String> LEFT_OUT = Set.of("location-mode", "cancelled");

    private Explained() {}

    /** By the location's mode the practice enters it itself, or an operator decided that nothing is posted. */
    static boolean isLeftOut(Followed claim) {
        return claim.outcome() == Outcome.NOT_REQUIRED
                && claim.reasonCode() != null
                && LEFT_OUT.contains(claim.reasonCode());
    }

    /** It moves by itself. */
    static boolean isPending(Issued payment, Followed claim) {
        return payment.exceptionId() == null
                && (payment.stands()
                        ? claim.outcome() == null && payment.status() != PaymentStatus.COMPLETED
                                || claim.outcome() == Outcome.ACCEPTED && claim.posted() == 0
                        : !claim.undone());
    }

    static String notPosted(Issued payment, Followed claim) {
        if (!payment.stands()) {
            return "The payment is %s, and what was posted is not all undone."
                    .formatted(payment.status().wire());
        }
        return switch (claim.outcome()) {
            case null ->
                "Nothing is posted: the payment is %s."
                        .formatted(payment.status().wire());
            case REJECTED -> "The partner refused it: %s.".formatted(reason(claim));
            case WAITING -> "It waits for somebody: %s.".formatted(reason(claim));
            case NOT_REQUIRED -> "Nothing was to be posted: %s.".formatted(reason(claim));
            case ACCEPTED, CONFIRMED, UNCONFIRMED -> "%s was posted with another amount.".formatted(name(claim));
        };
    }

    static String notConfirmed(Followed claim) {
        return switch (claim.outcome()) {
            case ACCEPTED -> "%s is accepted, and not confirmed yet.".formatted(name(claim));
            case UNCONFIRMED -> "Nobody confirms %s: %s.".formatted(name(claim), reason(claim));
            case CONFIRMED -> "The ledger shows another amount for %s.".formatted(name(claim));
            case REJECTED, WAITING, NOT_REQUIRED -> "What undoes it is not confirmed yet.";
            case null -> "What undoes it is not confirmed yet.";
        };
    }

    private static String name(Followed claim) {
        return claim.transactionId() == null ? "It" : claim.transactionId();
    }

    private static @Nullable String reason(Followed claim) {
        return claim.reasonCode() == null ? "no reason was given" : claim.reasonCode();
    }
}
