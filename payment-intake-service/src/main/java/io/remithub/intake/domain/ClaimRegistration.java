package io.remithub.intake.domain;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A claim as the practice's billing system knows it. */
public record ClaimRegistration(
        String patientControlNumber,
        @Nullable String payerClaimControlNumber,
        Person patient,
        @Nullable Subscriber subscriber,
        BillingProvider billingProvider,
        String payerId,
        @Nullable String payerName,
        LocalDate admitDate,
        Money totalCharges,
        HealthRecord ehr,
        @Nullable PatientBilling billing) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    public record Person(
            String firstName, String lastName, @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Subscriber(
            String memberId,
            String firstName,
            String lastName,
            @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record BillingProvider(String npi, String name, String taxId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * Where the practice's health record keeps the patient.
     *
     * @param charges service line, from "1", to charge
     * @param providers service line, from "1", to provider
     */
    public record HealthRecord(
            String system,
            String subdomain,
            String locationId,
            long patientId,
            @Nullable String providerId,
            SortedMap<String, String> charges,
            SortedMap<String, String> providers) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** @param tenant null: the hub's default */
    public record PatientBilling(@Nullable String tenant, String patientId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
