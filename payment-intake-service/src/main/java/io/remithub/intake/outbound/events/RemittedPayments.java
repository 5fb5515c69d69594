package io.remithub.intake.outbound.events;

import io.remithub.events.intake.BalanceFinding;
import io.remithub.events.intake.ProviderAdjustment;
import io.remithub.events.intake.RemittedClaim;
import io.remithub.events.intake.RemittedPayment;
import io.remithub.events.sealed.Adjustment;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ServiceLine;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment for the stream: figures and keys in clear, whatever identifies a patient sealed claim by claim. */
@ApplicationScoped
class RemittedPayments {

    private final Sealing sealing;
    private final ClaimKeys keys;

    RemittedPayments(Sealing sealing, ClaimKeys keys) {
        this.sealing = sealing;
        this.keys = keys;
    }

    RemittedPayment of(TenantId tenant, Payment payment) {
        Remittance remittance = payment.remittance();
        return RemittedPayment.newBuilder()
                .setPaymentId(payment.id().value())
                .setIssuerReferenceId(remittance.issuerReferenceId())
                .setIssuerPaymentId(remittance.issuerPaymentId())
                .setPaymentDate(remittance.paymentDate())
                .setAmount(remittance.amount().cents())
                .setRemitMethod(remittance.remitMethod())
                .setPayeeKey(payment.payeeKey())
                .setClaims(remittance.claims().stream()
                        .map(claim -> claim(tenant, payment, claim))
                        .toList())
                .setProviderAdjustments(remittance.providerAdjustments().stream()
                        .map(adjustment -> providerAdjustment(tenant, remittance.payee(), adjustment))
                        .toList())
                .setFindings(payment.balance().findings().stream()
                        .map(RemittedPayments::finding)
                        .toList())
                .build();
    }

    private RemittedClaim claim(TenantId tenant, Payment payment, Remittance.Claim claim) {
        var where = AssociatedData.part(tenant.toString(), payment.id().value(), claim.index());
        return RemittedClaim.newBuilder()
                .setClaimIndex(claim.index())
                .setClaimKey(payment.claimKeys().get(claim.index()))
                .setClaimStatusCode(claim.statusCode())
                .setChargeAmount(claim.charge().cents())
                .setPaidAmount(claim.paid().cents())
                .setPatientResponsibility(claim.patientResponsibility().cents())
                .setSealedClaim(sealing.seal(part(payment.remittance().payee(), claim), where))
                .build();
    }

    private static ClaimPart part(Remittance.Payee payee, Remittance.Claim claim) {
        return ClaimPart.newBuilder()
                .setPatientControlNumber(claim.patientControlNumber())
                .setPayerClaimControlNumber(claim.payerClaimControlNumber())
                .setPatientFirstName(claim.patient().firstName())
                .setPatientLastName(claim.patient().lastName())
                .setMemberId(claim.patient().memberId())
                .setServiceDate(claim.serviceDate())
                .setPayeeTaxId(payee.taxId())
                .setPayeeNpi(payee.npi())
                .setClaimAdjustments(adjustments(claim.adjustments()))
                .setLines(claim.lines().stream()
                        .map(line -> ServiceLine.newBuilder()
                                .setLine(line.number())
                                .setProcedureCode(line.procedureCode())
                                .setChargeAmount(line.charge().cents())
                                .setPaidAmount(line.paid().cents())
                                .setAdjustments(adjustments(line.adjustments()))
                                .build())
                        .toList())
                .build();
    }

    private static List<Adjustment> adjustments(List<Remittance.Adjustment> adjustments) {
        return adjustments.stream()
                .map(adjustment -> Adjustment.newBuilder()
                        .setGroupCode(adjustment.groupCode())
                        .setReasonCode(adjustment.reasonCode())
                        .setAmount(adjustment.amount().cents())
                        .build())
                .toList();
    }

    private ProviderAdjustment providerAdjustment(
            TenantId tenant, Remittance.Payee payee, Remittance.ProviderAdjustment adjustment) {
        return ProviderAdjustment.newBuilder()
                .setReasonCode(adjustment.reasonCode())
                .setAmount(adjustment.amount().cents())
                .setIdentifierKey(identifierKey(tenant, payee, adjustment.identifier()))
                .build();
    }

    private @Nullable String identifierKey(TenantId tenant, Remittance.Payee payee, @Nullable String identifier) {
        return identifier == null ? null : keys.adjustmentKey(tenant, payee.taxId(), identifier);
    }

    private static BalanceFinding finding(Finding finding) {
        return BalanceFinding.newBuilder()
                .setCode(finding.code().wire())
                .setLevel(finding.level().name())
                .setClaimIndex(finding.claimIndex())
                .setLineIndex(finding.lineIndex())
                .setExpected(finding.expected())
                .setActual(finding.actual())
                .setUnit(finding.code().isMoney() ? "CENTS" : "COUNT")
                .setBlocking(finding.code().blocking())
                .build();
    }
}
