package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Category.Meaning;
import io.remithub.schemas.ExceptionCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

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
                    causes.add(new ExceptionCause(ExceptionCode.HELD_TOO_LONG, null, null, null));
                }
            }
            case LOADING -> balance(payment, causes::add);
            case REMITTANCE_REQUESTED -> payment.claims().forEach(claim -> status(payment, claim, causes::add));
            case DISTRIBUTION_ASSIGNED, REQUESTED, SENT, COMPLETED ->
                payment.claims().forEach(claim -> {
                    difference(claim, causes::add);
                    posting(claim, causes::add);
                });
            case CREATED, DOCUMENTS_GENERATING, DOCUMENTS_DISTRIBUTING, VOIDED, REISSUING, CANCELLED, FAILED -> {}
        }
        return causes.stream().distinct().sorted(ORDER).toList();
    }

    private static void balance(Payment payment, Consumer<ExceptionCause> causes) {
        if (!payment.terms().balances()) {
            payment.terms().findings().stream()
                    .map(finding -> new ExceptionCause(
                            ExceptionCode.OUT_OF_BALANCE, finding.claimIndex(), finding.expected(), finding.actual()))
                    .forEach(causes);
        }
    }

    private static void status(Payment payment, Claim claim, Consumer<ExceptionCause> causes) {
        if (!claim.registered()) {
            causes.accept(ExceptionCause.of(ExceptionCode.CLAIM_NOT_REGISTERED, claim.index()));
        }
        difference(claim, causes);
        if (payment.terms().policy().waitsForFinalStatus()) {
            switch (claim.answer()) {
                case ClaimAnswer.Failed failed -> causes.accept(ExceptionCause.of(failed.code(), claim.index()));
                case ClaimAnswer.Received received
                when received.category().meaning() == Meaning.REJECTED ->
                    causes.accept(ExceptionCause.of(ExceptionCode.CLAIM_REJECTED, claim.index()));
                case ClaimAnswer.Received _ -> {}
                case null -> {}
            }
        }
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

    private static void posting(Claim claim, Consumer<ExceptionCause> causes) {
        claim.postings().forEach((purpose, posting) -> {
            var isCharge = purpose == Purpose.CHARGE || purpose == Purpose.CHARGE_ADJUSTMENT;
            switch (posting.outcome()) {
                case REJECTED ->
                    causes.accept(cause(
                            claim, posting, isCharge ? ExceptionCode.CHARGE_REJECTED : ExceptionCode.POSTING_REJECTED));
                case UNCONFIRMED ->
                    causes.accept(cause(
                            claim,
                            posting,
                            isCharge ? ExceptionCode.CHARGE_UNCONFIRMED : ExceptionCode.POSTING_UNCONFIRMED));
                case WAITING -> causes.accept(cause(claim, posting, ExceptionCode.POSTING_REVIEW));
                case ACCEPTED, CONFIRMED, NOT_REQUIRED -> {}
            }
        });
    }

    /** A reason that is itself a code says more than the outcome does. */
    private static ExceptionCause cause(Claim claim, Posting posting, ExceptionCode otherwise) {
        var code = Arrays.stream(ExceptionCode.values())
                .filter(it -> it.wire().equals(posting.reasonCode()))
                .findFirst()
                .orElse(otherwise);
        return ExceptionCause.of(code, claim.index());
    }
}
