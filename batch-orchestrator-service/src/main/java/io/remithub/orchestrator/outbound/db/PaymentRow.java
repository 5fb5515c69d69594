package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Balance;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.Finding;
import io.remithub.orchestrator.domain.Hold;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.PaymentTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings;

    @Enumerated(EnumType.STRING)
    PaymentStatus status;

    boolean started;
    boolean released;

    String traceparent;

    @Column(name = "hold_reasons")
    String[] holdReasons;

    int issuance;
    long settled;
    long voided;

    static PaymentRow of(Payment payment) {
        var row = new PaymentRow();
        var terms = payment.terms();
        row.paymentId = terms.paymentId();
        row.tenantId = terms.tenantId();
        row.batchId = terms.batchId();
        row.issuerReferenceId = terms.issuerReferenceId();
        row.issuerPaymentId = terms.issuerPaymentId();
        row.paymentDate = terms.paymentDate();
        row.amount = terms.amount();
        row.policy = PolicyColumns.of(terms.policy());
        row.findings = terms.findings();
        row.traceparent = terms.traceparent();
        row.take(payment);
        return row;
    }

    void take(Payment payment) {
        status = payment.status();
        started = payment.hold().started();
        released = payment.hold().released();
        holdReasons = payment.hold().reasons().toArray(String[]::new);
        issuance = payment.issuance();
        settled = payment.balance().settled();
        voided = payment.balance().voided();
    }

    Payment payment(List<Claim> claims, @Nullable OpenException exception) {
        return new Payment(
                new PaymentTerms(
                        tenantId,
                        paymentId,
                        batchId,
                        issuerReferenceId,
                        issuerPaymentId,
                        paymentDate,
                        amount,
                        policy.policy(),
                        findings,
                        traceparent),
                status,
                new Hold(started, released, List.of(holdReasons)),
                issuance,
                new Balance(amount, settled, voided),
                claims,
                exception);
    }
}
