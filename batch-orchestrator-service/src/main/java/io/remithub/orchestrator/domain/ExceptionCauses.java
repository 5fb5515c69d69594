package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Category.Meaning;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.schemas.ExceptionCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Derives what stands in a payment's way from where it stands: what is gone from here has healed. */
public final class ExceptionCauses {

    private static final Comparator<ExceptionCause> ORDER = Comparator.comparing(
                    ExceptionCause::claimIndex, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ExceptionCause::code)
            .thenComparing(ExceptionCause::expected, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ExceptionCause::actual, Comparator.nullsFirst(Comparator.naturalOrder()));

    private ExceptionCauses() {}

    /** In one order whatever happened first, so that the same causes are equal. */
    public static List<ExceptionCause> of(Payment payment) {
        var causes = new ArrayList<ExceptionCause>();
        switch (payment.status()) {
            case HELD -> {
                if (payment.hold().overdue()) {
                    causes.add(ExceptionCause.of(ExceptionCode.HELD_TOO_LONG));
                }
                if (Hold.isSuspected(payment)) {
                    causes.add(ExceptionCause.of(ExceptionCode.SUSPECTED_DUPLICATE));
                }
            }
            case LOADING ->
                payment.terms().standing(payment.approved()).stream()
                        .map(ExceptionCause::of)
                        .forEach(causes::add);
            case REMITTANCE_REQUESTED -> payment.claims().forEach(claim -> status(payment, claim, causes::add));
            case DISTRIBUTION_ASSIGNED, REQUESTED, SENT, COMPLETED -> {
                payment.claims().forEach(claim -> {
                    difference(claim, causes::add);
                    var postings = claim.postings();
                    postings.outcomes()
                            .forEach((purpose, posting) ->
                                    posting(claim.index(), postings, purpose, posting, causes::add));
                    posted(claim, causes::add);
                });
                sum(payment, causes::add);
            }
            case CREATED, DOCUMENTS_GENERATING, DOCUMENTS_DISTRIBUTING, VOIDED, REISSUING, CANCELLED, FAILED -> {}
        }
        // What was dropped may turn out to be there after its reissue has moved on.
        payment.undoing().forEach(it -> it.inTheWay()
                .forEach((purpose, posting) -> posting(
                        it.claimIndex(),
                        it.postings(),
                        purpose,
                        posting,
                        cause -> causes.add(cause.ofUndoing(!purpose.isUndoing())))));
        return causes.stream().distinct().sorted(ORDER).toList();
    }

    private static void status(Payment payment, Claim claim, Consumer<ExceptionCause> causes) {
        if (!claim.registered() && !payment.expecting()) {
            causes.accept(ExceptionCause.of(ExceptionCode.CLAIM_NOT_REGISTERED, claim.index()));
        }
        difference(claim, causes);
        if (payment.terms().policy().waitsForFinalStatus()) {
            if (answered(claim) instanceof ExceptionCode code) {
                causes.accept(ExceptionCause.of(code, claim.index()));
            }
        }
    }

    /** What the clearinghouse's answer is an exception for. */
    static @Nullable ExceptionCode answered(Claim claim) {
        return switch (claim.answer()) {
            case ClaimAnswer.Failed failed -> failed.code();
            case ClaimAnswer.Received received
            when received.category().meaning() == Meaning.REJECTED -> ExceptionCode.CLAIM_REJECTED;
            case ClaimAnswer.Received _, ClaimAnswer.ByHand _ -> null;
            case null -> null;
        };
    }

    private static void difference(Claim claim, Consumer<ExceptionCause> causes) {
        if (claim.differingPaidAmount() instanceof Long actual) {
            causes.accept(new ExceptionCause(
                    ExceptionCode.PAID_AMOUNT_DIFFERS,
                    claim.index(),
                    claim.terms().paidAmount(),
                    actual));
        }
    }

    /** What is to be undone may be reckoned anew while it waits: an approval is one of the amount. */
    private static void posting(
            int claimIndex, Postings all, Purpose purpose, Posting posting, Consumer<ExceptionCause> causes) {
        if (posted(purpose, posting) instanceof ExceptionCode code) {
            var isReckoned = code == ExceptionCode.POSTING_REVIEW && purpose.isUndoing();
            causes.accept(
                    code == ExceptionCode.LEDGER_DIFFERS
                            ? new ExceptionCause(code, claimIndex, posting.amount(), all.shown(purpose, posting))
                            : new ExceptionCause(code, claimIndex, isReckoned ? posting.amount() : null, null));
        }
    }

    /** Intake lets no other payment pass, so that nobody's word is taken for it. */
    private static void sum(Payment payment, Consumer<ExceptionCause> causes) {
        var terms = payment.terms();
        var due = terms.amount()
                + terms.providerAdjustments().stream()
                        .mapToLong(ProviderAdjustment::amount)
                        .sum();
        var remitted = payment.claims().stream()
                .mapToLong(claim -> claim.terms().paidAmount())
                .sum();
        if (due != remitted
                && payment.status() == PaymentStatus.COMPLETED
                && !payment.claims().isEmpty()
                && terms.policy().balance() != BalancePolicy.OFF) {
            causes.accept(ExceptionCause.ofDone(ExceptionCode.OUT_OF_BALANCE, null, due, remitted));
        }
    }

    /** What stands confirmed is what was remitted, or somebody has to say why not. */
    private static void posted(Claim claim, Consumer<ExceptionCause> causes) {
        if (claim.postings().of(Purpose.PAYMENT) instanceof Posting posting
                && posting.outcome() == Posting.Outcome.CONFIRMED
                && posting.reasonCode() == null
                && posting.amount() != claim.terms().paidAmount()) {
            causes.accept(ExceptionCause.ofDone(
                    ExceptionCode.LEDGER_DIFFERS, claim.index(), claim.terms().paidAmount(), posting.amount()));
        }
    }

    /** What a posting's outcome is an exception for: a reason that is itself a code says more than the outcome does. */
    static @Nullable ExceptionCode posted(Purpose purpose, Posting posting) {
        var isCharge = purpose.isOfPatient();
        var otherwise =
                switch (posting.outcome()) {
                    case REJECTED -> isCharge ? ExceptionCode.CHARGE_REJECTED : ExceptionCode.POSTING_REJECTED;
                    case UNCONFIRMED -> isCharge ? ExceptionCode.CHARGE_UNCONFIRMED : ExceptionCode.POSTING_UNCONFIRMED;
                    case WAITING -> ExceptionCode.POSTING_REVIEW;
                    case CONFIRMED -> posting.isDisputed() ? ExceptionCode.LEDGER_DIFFERS : null;
                    case ACCEPTED, NOT_REQUIRED -> null;
                };
        return otherwise == null
                ? null
                : Arrays.stream(ExceptionCode.values())
                        .filter(it -> it.wire().equals(posting.reasonCode()))
                        .findFirst()
                        .orElse(otherwise);
    }
}
