package io.remithub.orchestrator.outbound.db;

import static java.util.Objects.requireNonNull;

import io.remithub.orchestrator.domain.Category;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimAnswer;
import io.remithub.orchestrator.domain.ClaimTerms;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.outbound.db.Table.Key;
import io.remithub.schemas.ExceptionCode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record ClaimRow(
        @Key String paymentId,
        @Key int claimIndex,
        String tenantId,
        String claimKey,
        String claimStatusCode,
        long chargeAmount,
        long paidAmount,
        long patientResponsibility,
        boolean registered,
        boolean statusAsked,
        boolean postingAsked,
        @Nullable Long approvedPaidAmount,
        Answer answer) {

    /** How its ticket was last answered; no ticket, no answer. */
    record Answer(
            @Nullable String ticketId,
            @Nullable String category,
            @Nullable Long answeredPaidAmount,
            @Nullable String checkNumber,
            boolean answeredByHand,
            @Nullable ExceptionCode failedCode) {

        private static final Answer NONE = new Answer(null, null, null, null, false, null);

        static Answer of(@Nullable ClaimAnswer answer) {
            return switch (answer) {
                case null -> NONE;
                case ClaimAnswer.Received(var ticket, var category, var paid, var check) ->
                    new Answer(ticket, category.code(), paid, check, false, null);
                case ClaimAnswer.Failed(var ticket, var code) -> new Answer(ticket, null, null, null, false, code);
                case ClaimAnswer.ByHand(var ticket) -> new Answer(ticket, null, null, null, true, null);
            };
        }

        @Nullable
        ClaimAnswer answer() {
            if (ticketId == null) {
                return null;
            }
            if (answeredByHand) {
                return new ClaimAnswer.ByHand(ticketId);
            }
            return failedCode != null
                    ? new ClaimAnswer.Failed(ticketId, failedCode)
                    : new ClaimAnswer.Received(
                            ticketId, new Category(requireNonNull(category)), answeredPaidAmount, checkNumber);
        }
    }

    static Stream<ClaimRow> of(Payment payment) {
        return payment.claims().stream()
                .map(claim -> of(payment.id(), payment.terms().tenantId(), claim));
    }

    private static ClaimRow of(String paymentId, String tenantId, Claim claim) {
        var terms = claim.terms();
        return new ClaimRow(
                paymentId,
                terms.claimIndex(),
                tenantId,
                terms.claimKey(),
                terms.claimStatusCode(),
                terms.chargeAmount(),
                terms.paidAmount(),
                terms.patientResponsibility(),
                claim.registered(),
                claim.statusAsked(),
                claim.postingAsked(),
                claim.approvedPaidAmount(),
                Answer.of(claim.answer()));
    }

    Claim claim(Postings postings) {
        return new Claim(
                new ClaimTerms(claimIndex, claimKey, claimStatusCode, chargeAmount, paidAmount, patientResponsibility),
                registered,
                statusAsked,
                answer.answer(),
                approvedPaidAmount,
                postingAsked,
                postings);
    }
}
