package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.events.intake.BalanceFinding;
import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchTerms;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.ClaimTerms;
import io.remithub.orchestrator.domain.Finding;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentTerms;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.orchestrator.domain.Totals;
import io.remithub.orchestrator.domain.Trigger;
import java.util.List;
import java.util.Set;

/** What intake accepted, as the domain sees it. */
final class Accepted {

    private Accepted() {}

    static Batch batch(BatchHeader header) {
        return Batch.open(
                new BatchTerms(
                        header.getTenantId(),
                        header.getBatchId(),
                        header.getClientRequestId(),
                        policy(header.getPolicy())),
                new Totals(header.getExpectedTotal(), header.getExpectedPayments()));
    }

    static Payment payment(PaymentAccepted accepted, Trigger trigger, Set<ClaimKey> registered) {
        var header = accepted.getBatch();
        var issued = accepted.getPayment();
        var claims = issued.getClaims().stream()
                .map(claim -> Claim.of(
                        new ClaimTerms(
                                claim.getClaimIndex(),
                                claim.getClaimKey(),
                                claim.getClaimStatusCode(),
                                claim.getChargeAmount(),
                                claim.getPaidAmount(),
                                claim.getPatientResponsibility()),
                        registered.contains(new ClaimKey(header.getTenantId(), claim.getClaimKey()))))
                .toList();
        var findings = issued.getFindings().stream()
                .filter(finding -> finding.getBlocking())
                .map(Accepted::finding)
                .toList();
        return Payment.accepted(
                new PaymentTerms(
                        header.getTenantId(),
                        issued.getPaymentId(),
                        header.getBatchId(),
                        issued.getIssuerReferenceId(),
                        issued.getIssuerPaymentId(),
                        issued.getPaymentDate(),
                        issued.getAmount(),
                        policy(header.getPolicy()),
                        findings,
                        trigger.traceparent()),
                claims);
    }

    /** Figures that are no amounts stay with intake: causes speak of cents. */
    private static Finding finding(BalanceFinding finding) {
        return finding.getUnit().equals("CENTS")
                ? new Finding(finding.getCode(), finding.getClaimIndex(), finding.getExpected(), finding.getActual())
                : new Finding(finding.getCode(), finding.getClaimIndex(), null, null);
    }

    static Set<ClaimKey> claims(PaymentAccepted accepted) {
        return accepted.getPayment().getClaims().stream()
                .map(claim -> new ClaimKey(accepted.getBatch().getTenantId(), claim.getClaimKey()))
                .collect(toSet());
    }

    static List<SealedClaims.Part> parts(PaymentAccepted accepted) {
        var paymentId = accepted.getPayment().getPaymentId();
        return accepted.getPayment().getClaims().stream()
                .map(claim -> new SealedClaims.Part(
                        new SealedClaims.Place(paymentId, claim.getClaimIndex()), Bytes.of(claim.getSealedClaim())))
                .toList();
    }

    private static Policy policy(io.remithub.events.intake.Policy policy) {
        return new Policy(
                policy.getHold(),
                BalancePolicy.valueOf(policy.getBalance()),
                PostWhen.valueOf(policy.getPostWhen()),
                policy.getAutoPost());
    }
}
