package io.remithub.orchestrator.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer issued it.
 *
 * @param amount cents
 * @param payeeKey null for what was accepted before payees were looked at
 * @param acceptedAt by intake, as these terms; likewise
 * @param findings those of the balance check that block
 * @param traceparent of the request that it came with
 */
public record PaymentTerms(
        String tenantId,
        String paymentId,
        String batchId,
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        long amount,
        @Nullable String payeeKey,
        @Nullable Instant acceptedAt,
        Policy policy,
        List<Finding> findings,
        List<ProviderAdjustment> providerAdjustments,
        @Nullable String traceparent) {

    public PaymentTerms {
        findings = List.copyOf(findings);
        providerAdjustments = List.copyOf(providerAdjustments);
    }

    PaymentTerms to(String otherPayeeKey) {
        return with(otherPayeeKey, policy);
    }

    PaymentTerms with(Policy other) {
        return with(payeeKey, other);
    }

    private PaymentTerms with(@Nullable String itsPayeeKey, Policy itsPolicy) {
        return new PaymentTerms(
                tenantId,
                paymentId,
                batchId,
                issuerReferenceId,
                issuerPaymentId,
                paymentDate,
                amount,
                itsPayeeKey,
                acceptedAt,
                itsPolicy,
                findings,
                providerAdjustments,
                traceparent);
    }

    /**
     * The findings that it waits for. Neither a policy nor an operator lets pass one of the sum: what is posted to claims
     * comes to the amount and its provider adjustments, always.
     */
    List<Finding> standing(boolean approved) {
        return approved || policy.balance() == Policy.BalancePolicy.OFF
                ? findings.stream().filter(Finding::isOfTheSum).toList()
                : findings;
    }
}
