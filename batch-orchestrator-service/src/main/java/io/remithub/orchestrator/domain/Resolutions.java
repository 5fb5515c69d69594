package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Action.APPROVE;
import static io.remithub.orchestrator.domain.Action.CANCEL;
import static io.remithub.orchestrator.domain.Action.CONFIRM;
import static io.remithub.orchestrator.domain.Action.RETRY;
import static io.remithub.orchestrator.domain.Action.VOID;
import static io.remithub.schemas.ExceptionCode.PAID_AMOUNT_DIFFERS;

import io.remithub.orchestrator.domain.Ruling.Refused;
import io.remithub.orchestrator.domain.Ruling.Taken;
import io.remithub.schemas.ExceptionCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which decisions fit which cause, and what each does to a payment. */
public final class Resolutions {

    private Resolutions() {}

    /** Empty where nobody here can do anything about it. */
    public static Set<Action> allowed(ExceptionCause cause) {
        if (cause.done()) {
            return EnumSet.of(VOID);
        }
        return cause.isOfTheSum()
                ? EnumSet.of(CANCEL, VOID)
                : cause.undoing() ? allowedOfUndoing(cause.code()) : allowed(cause.code());
    }

    /** Nobody lets what was posted stand and be posted again. */
    private static Set<Action> allowedOfUndoing(ExceptionCode code) {
        return EnumSet.of(code == ExceptionCode.POSTING_REVIEW ? APPROVE : RETRY, CONFIRM);
    }

    private static Set<Action> allowed(ExceptionCode code) {
        return switch (code) {
            case OUT_OF_BALANCE -> EnumSet.of(APPROVE, CANCEL, VOID);
            case SUSPECTED_DUPLICATE -> EnumSet.of(APPROVE, CANCEL);
            case HELD_TOO_LONG -> EnumSet.of(CANCEL);
            case PAID_AMOUNT_DIFFERS -> EnumSet.of(APPROVE, VOID);
            case CLAIM_NOT_REGISTERED -> EnumSet.of(VOID);
            case CLAIM_MISMATCH, CLAIM_REJECTED, CLAIM_STATUS_OVERDUE, CLAIM_STATUS_CANCELLED ->
                EnumSet.of(RETRY, CONFIRM, VOID);
            case PATIENT_UNKNOWN, PAYMENT_TYPE_UNKNOWN, AMBIGUOUS_PAYMENT_TYPE, POSTING_REJECTED, CHARGE_REJECTED ->
                EnumSet.of(RETRY, CANCEL, VOID);
            case EHR_UNSUPPORTED -> EnumSet.of(RETRY, CONFIRM, CANCEL, VOID);
            case POSTING_UNCONFIRMED, CHARGE_UNCONFIRMED, LEDGER_DIFFERS -> EnumSet.of(RETRY, CONFIRM, VOID);
            case POSTING_REVIEW -> EnumSet.of(APPROVE, CANCEL, VOID);
            case PARTNER_CREDENTIAL_REFUSED -> EnumSet.of(RETRY, VOID);
        };
    }

    /** Those that fit one of the causes: an action does its work on the causes that it fits. */
    public static Set<Action> allowed(OpenException exception, About about) {
        var allowed = EnumSet.noneOf(Action.class);
        exception.causes().stream().filter(about::includes).forEach(cause -> allowed.addAll(allowed(cause)));
        return allowed;
    }

    /** Void undoes the payment whole, whichever cause it is about. */
    public static Ruling<Payment> resolve(Payment payment, Action action, About about) {
        if (action == VOID) {
            return Issuances.voided(payment, payment.issuance());
        }
        if (action == CONFIRM && isOfBoth(payment, about)) {
            return new Refused<>("undoing-not-named");
        }
        var undone = payment.withUndoing(payment.undoing().stream()
                .map(it -> it.with(postings(
                        it.postings(),
                        it.inTheWay(),
                        code -> about.includes(code, it.claimIndex(), true)
                                && allowedOfUndoing(code).contains(action),
                        action)))
                .toList());
        var now =
                switch (payment.status()) {
                    case HELD -> held(undone, action, about);
                    case LOADING -> loading(undone, action, about);
                    case REMITTANCE_REQUESTED,
                            DOCUMENTS_GENERATING,
                            DOCUMENTS_DISTRIBUTING,
                            DISTRIBUTION_ASSIGNED,
                            REQUESTED,
                            SENT,
                            COMPLETED ->
                        undone.with(undone.claims().stream()
                                .map(claim -> claim(payment, claim, action, about))
                                .toList());
                    case CREATED, VOIDED, REISSUING, CANCELLED, FAILED -> undone;
                };
        return now.equals(payment) ? new Refused<>("action-not-allowed") : new Taken<>(now);
    }

    /** One piece of evidence does not show that one thing is there, another was undone, and a third is to be. */
    private static boolean isOfBoth(Payment payment, About about) {
        return ExceptionCauses.of(payment).stream()
                        .filter(cause -> about.includes(cause) && allowed(cause).contains(CONFIRM))
                        .map(cause -> Arrays.asList(cause.undoing(), cause.inFlight()))
                        .distinct()
                        .count()
                > 1;
    }

    /** What is held for other reasons, too, stays held. */
    private static Payment held(Payment payment, Action action, About about) {
        return switch (action) {
            case APPROVE ->
                Hold.isSuspected(payment) && about.includes(ExceptionCode.SUSPECTED_DUPLICATE, null, false)
                        ? payment.with(payment.hold().noDuplicate())
                        : payment;
            case CANCEL -> payment.in(PaymentStatus.CANCELLED);
            case RETRY, CONFIRM, VOID -> payment;
        };
    }

    /** Findings are decided together: a decision about some of them lets none pass, and fails no payment. */
    private static Payment loading(Payment payment, Action action, About about) {
        var standing = payment.terms().standing(payment.approved()).stream();
        Predicate<Finding> included =
                finding -> about.includes(ExceptionCode.OUT_OF_BALANCE, finding.claimIndex(), false);
        return switch (action) {
            case APPROVE ->
                standing.filter(finding -> !finding.isOfTheSum()).allMatch(included) ? payment.approve() : payment;
            case CANCEL ->
                standing.allMatch(included)
                        ? payment.in(PaymentStatus.FAILED, ExceptionCode.OUT_OF_BALANCE.wire())
                        : payment;
            case RETRY, CONFIRM, VOID -> payment;
        };
    }

    private static Claim claim(Payment payment, Claim claim, Action action, About about) {
        Predicate<ExceptionCode> fits = code ->
                about.includes(code, claim.index(), false) && allowed(code).contains(action);
        var now = claim.differingPaidAmount() != null && action == APPROVE && fits.test(PAID_AMOUNT_DIFFERS)
                ? claim.approvePaidAmount()
                : claim;
        if (payment.status() == PaymentStatus.REMITTANCE_REQUESTED
                && claim.answer() instanceof ClaimAnswer answer
                && ExceptionCauses.answered(claim) instanceof ExceptionCode code
                && fits.test(code)) {
            now = action == CONFIRM ? now.answer(new ClaimAnswer.ByHand(answer.ticketId())) : now.askStatusAgain();
        }
        var decided = postings(now.postings(), now.postings().outcomes(), fits, action);
        return (mayBeCorrected(now.postings(), decided) ? now.askPosting(false) : now).with(decided);
    }

    /** What was never posted is asked for again before it is retried, with the registration as it stands by then. */
    private static boolean mayBeCorrected(Postings before, Postings decided) {
        return decided.resolved().entrySet().stream()
                .filter(it -> it.getValue().action() == RETRY && !it.getKey().isUndoing())
                .map(it -> before.of(it.getKey()))
                .anyMatch(it -> it != null
                        && (it.outcome() == Posting.Outcome.REJECTED || it.outcome() == Posting.Outcome.WAITING));
    }

    private static Postings postings(
            Postings postings, Map<Purpose, Posting> standing, Predicate<ExceptionCode> fits, Action action) {
        var now = postings;
        for (var posted : standing.entrySet()) {
            if (ExceptionCauses.posted(posted.getKey(), posted.getValue()) instanceof ExceptionCode code
                    && fits.test(code)) {
                now = now.resolve(posted.getKey(), action);
            }
        }
        return now;
    }
}
