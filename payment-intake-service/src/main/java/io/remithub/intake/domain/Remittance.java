package io.remithub.intake.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a payment pays for, after X12 835: the claims (loop 2100), their service lines (2110) and the adjustments on
 * the provider's level (PLB).
 *
 * @param declaredClaims how many claims the payer says there are
 * @param adjudicationCutoff the last adjudication date included
 */
public record Remittance(
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        @Nullable LocalDate adjudicationCutoff,
        Money amount,
        @Nullable String remitMethod,
        Payee payee,
        int declaredClaims,
        List<Claim> claims,
        List<ProviderAdjustment> providerAdjustments) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** Whoever is paid: N1*PE. */
    public record Payee(String taxId, @Nullable String npi) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * One claim, numbered from 0 across the whole remittance.
     *
     * @param statusCode CLP02
     * @param charge CLP03, negative on a reversal
     * @param paid CLP04, negative on a reversal
     * @param patientResponsibility CLP05
     * @param adjustments CAS of the claim itself, not of its lines
     */
    public record Claim(
            int index,
            String patientControlNumber,
            @Nullable String payerClaimControlNumber,
            Patient patient,
            String statusCode,
            Money charge,
            Money paid,
            Money patientResponsibility,
            @Nullable LocalDate serviceDate,
            List<Adjustment> adjustments,
            List<Line> lines) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** @param memberId never a social security number */
    public record Patient(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String memberId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * One service line: SVC.
     *
     * @param number REF 6R, else its place from "1"
     */
    public record Line(
            String number, @Nullable String procedureCode, Money charge, Money paid, List<Adjustment> adjustments) {}

    /** One reason of a CAS segment. Positive reduces the payment. */
    public record Adjustment(String groupCode, String reasonCode, Money amount) {}

    /**
     * PLB. Positive decreases the payment, negative increases it.
     *
     * @param identifier PLB03-2, which often holds a patient's account: PHI
     */
    public record ProviderAdjustment(
            String reasonCode, @Nullable String identifier, Money amount) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
