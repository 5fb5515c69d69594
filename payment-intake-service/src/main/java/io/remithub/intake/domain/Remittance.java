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
 * @param summaries what the payer says of the claims of each provider (TS3)
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
        List<Summary> summaries,
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
     * @param providers NPIs of those who rendered it
     * @param adjustments CAS of the claim itself, not of its lines
     * @param remarks remark codes of MIA and MOA
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
            List<String> providers,
            List<Adjustment> adjustments,
            List<Remark> remarks,
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
     * @param procedures as adjudicated, and as submitted where that differs
     * @param remarks remark codes of LQ
     */
    public record Line(
            String number,
            @Nullable String procedureCode,
            Money charge,
            Money paid,
            List<Adjustment> adjustments,
            List<Procedure> procedures,
            @Nullable String revenueCode,
            List<Remark> remarks) {}

    /** @param qualifier of the set that the code is of */
    public record Procedure(String qualifier, String code) {}

    /** @param qualifier of the list that the code is on */
    public record Remark(String qualifier, String code) {

        /** RARC; the other list is of pharmacies. */
        public static final String HEALTH_CARE = "HE";
    }

    /** How many claims of a provider there are, as the payer says and as they came. */
    public record Summary(long declaredClaims, int claims) {}

    /** One reason of a CAS segment. Positive reduces the payment. */
    public record Adjustment(String groupCode, String reasonCode, Money amount) {}

    /**
     * PLB. Positive decreases the payment, negative increases it.
     *
     * @param provider PLB01: whose
     * @param identifier PLB03-2, which often holds a patient's account: PHI
     */
    public record ProviderAdjustment(
            @Nullable String provider,
            String reasonCode,
            @Nullable String identifier,
            Money amount) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
