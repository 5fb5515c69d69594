package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.domain.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims as a practice's billing system knows them. */
public record ClaimsBody(@NotNull @Size(min = 1) List<@NotNull @Valid Registration> claims) {

    @Override
    public String toString() {
        return "[redacted]";
    }

    public record Registration(
            @NotNull @Size(min = 1, max = 38) String patientControlNumber,
            @Nullable @Size(min = 1, max = 50) String payerClaimControlNumber,
            @NotNull @Valid Person patient,
            @Nullable @Valid Subscriber subscriber,
            @NotNull @Valid BillingProvider billingProvider,
            @NotNull @Valid Payer payer,
            @NotNull LocalDate admitDate,
            @NotNull @Payable Money totalCharges,
            @NotNull @Valid HealthRecord ehr,
            @Nullable @Valid PatientBilling decoda) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Person(
            @NotNull @Size(min = 1, max = 255) String firstName,
            @NotNull @Size(min = 1, max = 255) String lastName,
            @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Subscriber(
            @NotNull @Size(min = 1, max = 80) String memberId,
            @NotNull @Size(min = 1, max = 255) String firstName,
            @NotNull @Size(min = 1, max = 255) String lastName,
            @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record BillingProvider(
            @NotNull @Pattern(regexp = "\\d{10}", message = "must be 10 digits")
            String npi,

            @NotNull @Size(min = 1, max = 255) String name,

            @NotNull @Pattern(regexp = "\\d{9}", message = "must be 9 digits")
            String taxId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    public record Payer(
            @NotNull @Size(min = 1, max = 80) String payerId,
            @Nullable @Size(max = 255) String name) {}

    /**
     * Where NexHealth finds the patient.
     *
     * @param charges service line, from "1", to the health record's charge
     * @param providers service line, from "1", to the health record's provider
     */
    public record HealthRecord(
            @NotNull @Size(min = 1, max = 80) String system,
            @NotNull @Size(min = 1, max = 255) String subdomain,
            @NotNull @Size(min = 1, max = 80) String locationId,
            @NotNull @Positive Long patientId,
            @Nullable @Size(min = 1, max = 80) String providerId,
            @Nullable Map<String, @NotNull @Size(min = 1, max = 80) String> charges,
            @Nullable Map<String, @NotNull @Size(min = 1, max = 80) String> providers) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** @param tenant null: the hub's default */
    public record PatientBilling(
            @Nullable @Size(min = 1, max = 255) String tenant,
            @NotNull @Size(min = 1, max = 255) String patientId) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
