package io.remithub.poller.outbound.integrex;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What identifies a claim at the clearinghouse (INTEGREX §3.3). */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClaimInfoRequest(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        LocalDate patientDob,

        String patientFirstName,
        String patientLastName,
        @Nullable String subscriberId,
        String subscriberFirstName,
        String subscriberLastName,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        LocalDate subscriberDob,

        String billingProviderNpi,
        String billingProviderName,
        String taxId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate admitDate,
        String totalCharges,
        String payerId,
        String payerName,
        String trackingId1) {

    /** The registration tells who it is about; the remittance fills in the member id where it is missing. */
    static ClaimInfoRequest of(String ticketId, ClaimRegistration claim, ClaimPart part) {
        var patient = claim.getPatient();
        var subscriber = claim.getSubscriber();
        return new ClaimInfoRequest(
                patient.getBirthDate(),
                patient.getFirstName(),
                patient.getLastName(),
                subscriber == null ? part.getMemberId() : subscriber.getMemberId(),
                subscriber == null ? patient.getFirstName() : subscriber.getFirstName(),
                subscriber == null ? patient.getLastName() : subscriber.getLastName(),
                subscriber == null ? patient.getBirthDate() : subscriber.getBirthDate(),
                claim.getBillingProviderNpi(),
                claim.getBillingProviderName(),
                claim.getBillingProviderTaxId(),
                claim.getAdmitDate(),
                BigDecimal.valueOf(claim.getTotalCharges(), 2).toPlainString(),
                claim.getPayerId(),
                Objects.requireNonNullElse(claim.getPayerName(), claim.getPayerId()),
                ticketId);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
