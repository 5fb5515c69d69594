package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchStatus;
import io.remithub.orchestrator.domain.BatchTerms;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Totals;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** The columns that say when payments follow are not here: they change by single statements. */
@Entity
@Table(name = "batch")
@NullUnmarked
class BatchRow {

    @Id
    @Column(name = "batch_id")
    String batchId;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "client_request_id")
    String clientRequestId;

    @Column(name = "account_short_code")
    String accountShortCode;

    @Column(name = "sub_account_short_code")
    String subAccountShortCode;

    @Embedded
    PolicyColumns policy;

    @Enumerated(EnumType.STRING)
    BatchStatus status;

    boolean released;

    @Column(name = "expected_amount")
    long expectedAmount;

    @Column(name = "expected_payments")
    long expectedPayments;

    @Column(name = "current_amount")
    long currentAmount;

    @Column(name = "current_payments")
    long currentPayments;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<PaymentStatus, Long> payments;

    static BatchRow of(Batch batch) {
        var row = new BatchRow();
        row.batchId = batch.id();
        row.tenantId = batch.terms().tenantId();
        row.clientRequestId = batch.terms().clientRequestId();
        row.accountShortCode = batch.terms().account().shortCode();
        row.subAccountShortCode = batch.terms().account().subShortCode();
        row.policy = PolicyColumns.of(batch.terms().policy());
        row.take(batch);
        return row;
    }

    void take(Batch batch) {
        status = batch.status();
        released = batch.released();
        expectedAmount = batch.expected().amount();
        expectedPayments = batch.expected().payments();
        currentAmount = batch.current().amount();
        currentPayments = batch.current().payments();
        payments = batch.payments();
    }

    Batch batch() {
        return new Batch(
                new BatchTerms(
                        tenantId,
                        batchId,
                        clientRequestId,
                        new BatchTerms.Account(accountShortCode, subAccountShortCode),
                        policy.policy()),
                status,
                released,
                new Totals(expectedAmount, expectedPayments),
                new Totals(currentAmount, currentPayments),
                payments);
    }
}
