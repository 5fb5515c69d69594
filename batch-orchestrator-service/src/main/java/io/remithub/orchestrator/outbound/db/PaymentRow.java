package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Balance;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.Finding;
import io.remithub.orchestrator.domain.Hold;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.PaymentTerms;
import io.remithub.orchestrator.domain.Precedents;
import io.remithub.orchestrator.domain.ProviderAdjustment;
import io.remithub.orchestrator.domain.Undoing;
import io.remithub.orchestrator.outbound.db.Table.Kept;
import io.remithub.orchestrator.outbound.db.Table.Key;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that say until when it may wait are not here: they are set on the database's clock. */
record PaymentRow(
        String tenantId,
        String batchId,
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        long amount,
        PolicyColumns policy,
        @Nullable String payeeKey,
        @Nullable Instant acceptedAt,
        List<Finding> findings,
        List<ProviderAdjustment> providerAdjustments,
        @Nullable String traceparent,
        Standing standing) {

    /**
     * What changes, unless its terms do.
     *
     * @param lastStepAt null where none was taken
     * @param holdReasons as they stand, for whoever looks: here they are derived
     */
    record Standing(
            @Key String paymentId,
            @Kept @Nullable Instant lastStepAt,
            PaymentStatus status,
            boolean started,
            boolean released,
            boolean overdue,
            boolean duplicate,
            boolean newPayee,
            List<String> holdReasons,
            boolean approved,
            boolean expecting,
            @Nullable String endReason,
            int issuance,
            long settled,
            long voided) {

        static Standing of(Payment payment, @Nullable Instant lastStepAt) {
            var hold = payment.hold();
            return new Standing(
                    payment.id(),
                    lastStepAt,
                    payment.status(),
                    hold.started(),
                    hold.released(),
                    hold.overdue(),
                    hold.precedents().duplicate(),
                    hold.precedents().newPayee(),
                    payment.holdReasons(),
                    payment.approved(),
                    payment.expecting(),
                    payment.endReason(),
                    payment.issuance(),
                    payment.balance().settled(),
                    payment.balance().voided());
        }

        static Standing after(PaymentMove move) {
            var steps = move.steps();
            return of(
                    move.after(),
                    steps.isEmpty() ? null : steps.getLast().trigger().at());
        }

        Hold hold() {
            return new Hold(started, released, overdue, new Precedents(duplicate, newPayee));
        }
    }

    static PaymentRow after(PaymentMove move) {
        var terms = move.after().terms();
        return new PaymentRow(
                terms.tenantId(),
                terms.batchId(),
                terms.issuerReferenceId(),
                terms.issuerPaymentId(),
                terms.paymentDate(),
                terms.amount(),
                PolicyColumns.of(terms.policy()),
                terms.payeeKey(),
                terms.acceptedAt(),
                terms.findings(),
                terms.providerAdjustments(),
                terms.traceparent(),
                Standing.after(move));
    }

    String paymentId() {
        return standing.paymentId();
    }

    Payment payment(List<Claim> claims, List<Undoing> undoing, @Nullable OpenException exception) {
        return new Payment(
                terms(),
                standing.status(),
                standing.hold(),
                standing.issuance(),
                new Balance(amount, standing.settled(), standing.voided()),
                claims,
                undoing,
                standing.approved(),
                standing.expecting(),
                standing.endReason(),
                exception);
    }

    private PaymentTerms terms() {
        return new PaymentTerms(
                tenantId,
                paymentId(),
                batchId,
                issuerReferenceId,
                issuerPaymentId,
                paymentDate,
                amount,
                payeeKey,
                acceptedAt,
                policy.policy(),
                findings,
                providerAdjustments,
                traceparent);
    }
}
