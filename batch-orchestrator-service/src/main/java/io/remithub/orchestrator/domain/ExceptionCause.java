package io.remithub.orchestrator.domain;

import io.remithub.schemas.ExceptionCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that stands in a payment's way. The two figures, in cents, where it is about money; of what undoes a posting and
 * waits for a review the first alone, its amount.
 *
 * @param undoing of what undoes an issuance that was voided: there is no way around that
 * @param inFlight of those whether it is of what was posted itself: it is undone as soon as it is known to be there. Null of
 *     all others, and where a version of the hub that did not tell wrote it down
 * @param done of what is posted and confirmed, otherwise than it was remitted: a void alone helps
 */
public record ExceptionCause(
        ExceptionCode code,
        @Nullable Integer claimIndex,
        @Nullable Long expected,
        @Nullable Long actual,
        boolean undoing,
        @Nullable Boolean inFlight,
        boolean done) {

    private static final String CANNOT_BE_APPROVED =
            "Claims and provider-level adjustments do not come to the amount, which nobody can approve:"
                    + " cancel the payment, or void it, and issue another that adds up.";
    private static final String VOIDED_ONLY =
            "What is posted is not what was remitted: void the payment, and issue another that adds up.";
    private static final String NOT_UNDONE = "What was posted is not undone: correct what hinders it, then retry;"
            + " or undo it in the ledger by hand, then confirm.";
    private static final String IN_FLIGHT =
            "It was on its way when the payment was voided. Look up whether it is there:"
                    + " if it is, confirm it, and it is undone by itself, not by hand; if it is not, retry, and it is not sent again.";
    private static final String UNDOING_IN_FLIGHT = "Look up what undoes the posting, and not the posting:"
            + " confirm if that is there, or if the posting was undone by hand; else retry.";
    private static final String EITHER = "GET /postings of the posting service shows which posting it is."
            + " A PAYMENT or CHARGE: %s A REVERSAL or CHARGE_ADJUSTMENT: %s";
    private static final String UNDONE_OTHERWISE =
            "The partner does not show the posting undone: correct it there, then retry to compare again,"
                    + " or confirm that it is undone.";
    private static final String UNDONE_BY_A_WORD =
            "A person said that it is undone. The partner says otherwise, or shows the posting again after it was gone:"
                    + " look there whether what undid it, such as a debit made by hand, still stands."
                    + " If it does, confirm that it is undone; if not, undo it there, then confirm.";
    private static final String UNDONE_IF_APPROVED =
            "What undoes the posting waits for a review: approve it; or undo it in the ledger by hand, then confirm.";

    ExceptionCause(ExceptionCode code, @Nullable Integer claimIndex, @Nullable Long expected, @Nullable Long actual) {
        this(code, claimIndex, expected, actual, false, null, false);
    }

    static ExceptionCause of(ExceptionCode code) {
        return new ExceptionCause(code, null, null, null);
    }

    static ExceptionCause of(ExceptionCode code, int claimIndex) {
        return new ExceptionCause(code, claimIndex, null, null);
    }

    static ExceptionCause of(Finding finding) {
        return new ExceptionCause(
                ExceptionCode.OUT_OF_BALANCE, finding.claimIndex(), finding.expected(), finding.actual());
    }

    /** Between claims and payment. */
    boolean isOfTheSum() {
        return code == ExceptionCode.OUT_OF_BALANCE && claimIndex == null && expected != null;
    }

    /** What unblocks it, in words. */
    public String nextAction() {
        return done ? VOIDED_ONLY : isOfTheSum() ? CANNOT_BE_APPROVED : undoing ? undoNext() : code.nextAction();
    }

    private String undoNext() {
        return switch (code) {
            case POSTING_REVIEW -> UNDONE_IF_APPROVED;
            case LEDGER_DIFFERS -> Objects.equals(expected, actual) ? UNDONE_BY_A_WORD : UNDONE_OTHERWISE;
            case POSTING_UNCONFIRMED, CHARGE_UNCONFIRMED -> undoNext(UNDOING_IN_FLIGHT);
            default -> undoNext(NOT_UNDONE);
        };
    }

    private String undoNext(String ofWhatUndoes) {
        return inFlight == null ? EITHER.formatted(IN_FLIGHT, ofWhatUndoes) : inFlight ? IN_FLIGHT : ofWhatUndoes;
    }

    ExceptionCause ofUndoing(boolean isInFlight) {
        return new ExceptionCause(code, claimIndex, expected, actual, true, isInFlight, done);
    }

    static ExceptionCause ofDone(ExceptionCode code, @Nullable Integer claimIndex, long expected, long actual) {
        return new ExceptionCause(code, claimIndex, expected, actual, false, null, true);
    }
}
