package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Action.APPROVE;
import static io.remithub.orchestrator.domain.Action.CANCEL;
import static io.remithub.orchestrator.domain.Action.CONFIRM;
import static io.remithub.orchestrator.domain.Action.RETRY;
import static io.remithub.orchestrator.domain.Action.VOID;

import io.remithub.schemas.ExceptionCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which decisions fit which code, and what each does to a payment. */
public final class Resolutions {

    private Resolutions() {}

    /** Empty where nobody here can do anything about it. */
    public static Set<Action> allowed(ExceptionCode code) {
        return switch (code) {
            case OUT_OF_BALANCE, PAID_AMOUNT_DIFFERS, SUSPECTED_DUPLICATE -> EnumSet.of(APPROVE, VOID);
            case CLAIM_MISMATCH, CLAIM_REJECTED -> EnumSet.of(RETRY, VOID);
            case CLAIM_NOT_REGISTERED -> EnumSet.of(VOID);
            case CLAIM_STATUS_OVERDUE -> EnumSet.of(RETRY, CANCEL, VOID);
            case PATIENT_UNKNOWN, PAYMENT_TYPE_UNKNOWN, AMBIGUOUS_PAYMENT_TYPE, POSTING_REJECTED, CHARGE_REJECTED ->
                EnumSet.of(RETRY, CANCEL, VOID);
            case POSTING_UNCONFIRMED, CHARGE_UNCONFIRMED -> EnumSet.of(CONFIRM, RETRY, VOID);
            case POSTING_REVIEW -> EnumSet.of(APPROVE, CANCEL, VOID);
            case PARTNER_CREDENTIAL_REFUSED -> EnumSet.of(RETRY);
            case BATCH_INCOMPLETE, HELD_TOO_LONG -> EnumSet.noneOf(Action.class);
        };
    }

    /** Those that fit one of the causes: an action does its work on the causes that it fits. */
    public static Set<Action> allowed(OpenException exception) {
        var allowed = EnumSet.noneOf(Action.class);
        exception.causes().forEach(cause -> allowed.addAll(allowed(cause.code())));
        return allowed;
    }

    public static Ruling<Payment> resolve(Payment payment, Action action) {
        return switch (action) {
            case RETRY -> payment.retry();
            case APPROVE, CONFIRM, CANCEL, VOID -> new Ruling.Refused<>("action-not-available");
        };
    }

    /** What failed of the claim, and only that, is asked for again. */
    static Claim retry(Payment payment, Claim claim) {
        var again = claim;
        if (payment.status() == PaymentStatus.REMITTANCE_REQUESTED
                && ExceptionCauses.answered(claim) instanceof ExceptionCode code
                && allowed(code).contains(RETRY)) {
            again = again.askStatusAgain();
        }
        return again.with(retry(claim.postings(), claim.postings().outcomes()));
    }

    static Undoing retry(Undoing undoing) {
        return undoing.with(retry(undoing.postings(), undoing.inTheWay()));
    }

    private static Postings retry(Postings postings, Map<Purpose, Posting> standing) {
        var again = postings;
        for (var posted : standing.entrySet()) {
            if (ExceptionCauses.posted(posted.getKey(), posted.getValue()) instanceof ExceptionCode code
                    && allowed(code).contains(RETRY)) {
                again = again.resolve(posted.getKey(), RETRY);
            }
        }
        return again;
    }
}
