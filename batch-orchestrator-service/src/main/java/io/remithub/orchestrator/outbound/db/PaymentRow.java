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
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment")
@NullUnmarked
class PaymentRow {

    @Id
    @Column(name = "payment_id")
    String paymentId;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "batch_id")
    String batchId;

    @Column(name = "issuer_reference_id")
    String issuerReferenceId;

    @Column(name = "issuer_payment_id")
    String issuerPaymentId;

    @Column(name = "payment_date")
    LocalDate paymentDate;

    long amount;

    @Embedded
    PolicyColumns policy;

    @Column(name = "payee_key")
    String payeeKey;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "last_step_at")
    Instant lastStepAt;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings;

    @Column(name = "provider_adjustments")
    @JdbcTypeCode(SqlTypes.JSON)
    List<ProviderAdjustment> providerAdjustments;

    @Enumerated(EnumType.STRING)
    PaymentStatus status;

    boolean started;
    boolean released;
    boolean overdue;
    boolean duplicate;

    /** Set on the database's clock, by a statement of its own. */
    @Column(name = "held_due_at", insertable = false, updatable = false)
    Instant heldDueAt;

    /** Likewise. */
    @Column(name = "expected_until", insertable = false, updatable = false)
    Instant expectedUntil;

    @Column(name = "new_payee")
    boolean newPayee;

    boolean approved;
    boolean expecting;

    @Column(name = "end_reason")
    String endReason;

    String traceparent;

    /** As they stand, for whoever looks: here they are derived. */
    @Column(name = "hold_reasons")
    String[] holdReasons;

    int issuance;
    long settled;
    long voided;

    static PaymentRow of(PaymentMove move) {
        var row = new PaymentRow();
        row.paymentId = move.after().id();
        row.take(move.after().terms());
        row.take(move);
        return row;
    }

    void take(PaymentTerms terms) {
        tenantId = terms.tenantId();
        batchId = terms.batchId();
        issuerReferenceId = terms.issuerReferenceId();
        issuerPaymentId = terms.issuerPaymentId();
        paymentDate = terms.paymentDate();
        amount = terms.amount();
        payeeKey = terms.payeeKey();
        acceptedAt = terms.acceptedAt();
        policy = PolicyColumns.of(terms.policy());
        findings = terms.findings();
        providerAdjustments = terms.providerAdjustments();
        traceparent = terms.traceparent();
    }

    void take(PaymentMove move) {
        var payment = move.after();
        if (!move.steps().isEmpty()) {
            lastStepAt = move.steps().getLast().trigger().at();
        }
        status = payment.status();
        started = payment.hold().started();
        released = payment.hold().released();
        overdue = payment.hold().overdue();
        duplicate = payment.hold().precedents().duplicate();
        newPayee = payment.hold().precedents().newPayee();
        holdReasons = payment.holdReasons().toArray(String[]::new);
        approved = payment.approved();
        expecting = payment.expecting();
        endReason = payment.endReason();
        issuance = payment.issuance();
        settled = payment.balance().settled();
        voided = payment.balance().voided();
    }

    Payment payment(List<Claim> claims, List<Undoing> undoing, @Nullable OpenException exception) {
        return new Payment(
                new PaymentTerms(
                        tenantId,
                        paymentId,
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
                        traceparent),
                status,
                new Hold(started, released, overdue, new Precedents(duplicate, newPayee)),
                issuance,
                new Balance(amount, settled, voided),
                claims,
                undoing,
                approved,
                expecting,
                endReason,
                exception);
    }
}
