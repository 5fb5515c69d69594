package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.events.intake.BalanceFinding;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.events.intake.RemittedPayment;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.ClaimTerms;
import io.remithub.orchestrator.domain.Finding;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.PaymentTerms;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.ProviderAdjustment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A payment as intake sends it, for the first time or in place of what it sent before. */
record Remitted(ReceivedEvent event, RemittedPayment payment) {

    static Stream<Remitted> in(List<ReceivedEvent> events) {
        return events.stream().flatMap(event -> switch (event.payload()) {
            case PaymentAccepted accepted -> Stream.of(new Remitted(event, accepted.getPayment()));
            case PaymentReplaced replaced -> Stream.of(new Remitted(event, replaced.getPayment()));
            default -> Stream.empty();
        });
    }

    String tenantId() {
        return event.tenant();
    }

    String paymentId() {
        return payment.getPaymentId();
    }

    Payee payee() {
        return new Payee(tenantId(), payment.getPayeeKey());
    }

    Set<ClaimKey> claimKeys() {
        return payment.getClaims().stream()
                .map(claim -> new ClaimKey(tenantId(), claim.getClaimKey()))
                .collect(toSet());
    }

    PaymentTerms terms(Policy policy, @Nullable String traceparent) {
        return new PaymentTerms(
                tenantId(),
                payment.getPaymentId(),
                event.key(),
                payment.getIssuerReferenceId(),
                payment.getIssuerPaymentId(),
                payment.getPaymentDate(),
                payment.getAmount(),
                payment.getPayeeKey(),
                event.time(),
                policy,
                payment.getFindings().stream()
                        .filter(BalanceFinding::getBlocking)
                        .map(Remitted::finding)
                        .toList(),
                payment.getProviderAdjustments().stream()
                        .map(it -> new ProviderAdjustment(it.getReasonCode(), it.getAmount(), it.getIdentifierKey()))
                        .toList(),
                traceparent);
    }

    List<Claim> claims(Set<ClaimKey> registered) {
        return payment.getClaims().stream()
                .map(claim -> Claim.of(
                        new ClaimTerms(
                                claim.getClaimIndex(),
                                claim.getClaimKey(),
                                claim.getClaimStatusCode(),
                                claim.getChargeAmount(),
                                claim.getPaidAmount(),
                                claim.getPatientResponsibility()),
                        registered.contains(new ClaimKey(tenantId(), claim.getClaimKey()))))
                .toList();
    }

    List<SealedClaims.Part> parts() {
        return payment.getClaims().stream()
                .map(claim -> new SealedClaims.Part(
                        new SealedClaims.Place(payment.getPaymentId(), claim.getClaimIndex()),
                        Bytes.of(claim.getSealedClaim())))
                .toList();
    }

    /** Figures that are no amounts stay with intake: causes speak of cents. */
    private static Finding finding(BalanceFinding finding) {
        return finding.getUnit().equals("CENTS")
                ? new Finding(finding.getCode(), finding.getClaimIndex(), finding.getExpected(), finding.getActual())
                : new Finding(finding.getCode(), finding.getClaimIndex(), null, null);
    }
}
