package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.ClaimRegistration;
import io.remithub.intake.inbound.rest.body.ClaimsBody;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The practice's body as the domain sees it. */
final class ClaimRegistrations {

    private ClaimRegistrations() {}

    static ClaimRegistration of(ClaimsBody.Registration body) {
        var patient = body.patient();
        var provider = body.billingProvider();
        var ehr = body.ehr();
        return new ClaimRegistration(
                body.patientControlNumber(),
                body.payerClaimControlNumber(),
                new ClaimRegistration.Person(patient.firstName(), patient.lastName(), patient.birthDate()),
                subscriber(body.subscriber()),
                new ClaimRegistration.BillingProvider(provider.npi(), provider.name(), provider.taxId()),
                body.payer().payerId(),
                body.payer().name(),
                body.admitDate(),
                body.totalCharges(),
                new ClaimRegistration.HealthRecord(
                        ehr.system(),
                        ehr.subdomain(),
                        ehr.locationId(),
                        ehr.patientId(),
                        ehr.providerId(),
                        sorted(ehr.charges()),
                        sorted(ehr.providers())),
                billing(body.decoda()));
    }

    private static ClaimRegistration.@Nullable Subscriber subscriber(ClaimsBody.@Nullable Subscriber body) {
        return body == null
                ? null
                : new ClaimRegistration.Subscriber(
                        body.memberId(), body.firstName(), body.lastName(), body.birthDate());
    }

    private static ClaimRegistration.@Nullable PatientBilling billing(ClaimsBody.@Nullable PatientBilling body) {
        return body == null ? null : new ClaimRegistration.PatientBilling(body.tenant(), body.patientId());
    }

    /** Sorted, so that equal content reads alike. */
    private static SortedMap<String, String> sorted(@Nullable Map<String, String> values) {
        return values == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
