package io.remithub.orchestrator.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer issued it.
 *
 * @param amount cents
 * @param findings those of the balance check that block
 */
public record PaymentTerms(
        String tenantId,
        String paymentId,
        String batchId,
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        long amount,
        Policy policy,
        List<Finding> findings) {

    public PaymentTerms {
        findings = List.copyOf(findings);
    }

    /** A remittance of a policy that doesn't care always balances. */
    boolean balances() {
        return policy.balance() == Policy.BalancePolicy.OFF || findings.isEmpty();
    }
}
