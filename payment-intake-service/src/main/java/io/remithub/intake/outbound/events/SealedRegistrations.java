package io.remithub.intake.outbound.events;

import io.remithub.events.sealed.Person;
import io.remithub.events.sealed.Subscriber;
import io.remithub.intake.domain.ClaimRegistration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registration as it travels, before it is sealed. */
final class SealedRegistrations {

    private SealedRegistrations() {}

    static io.remithub.events.sealed.ClaimRegistration of(ClaimRegistration claim) {
        var provider = claim.billingProvider();
        var ehr = claim.ehr();
        var billing = Optional.ofNullable(claim.billing());
        return io.remithub.events.sealed.ClaimRegistration.newBuilder()
                .setPatientControlNumber(claim.patientControlNumber())
                .setPayerClaimControlNumber(claim.payerClaimControlNumber())
                .setPatient(new Person(
                        claim.patient().firstName(),
                        claim.patient().lastName(),
                        claim.patient().birthDate()))
                .setSubscriber(subscriber(claim.subscriber()))
                .setBillingProviderNpi(provider.npi())
                .setBillingProviderName(provider.name())
                .setBillingProviderTaxId(provider.taxId())
                .setPayerId(claim.payerId())
                .setPayerName(claim.payerName())
                .setAdmitDate(claim.admitDate())
                .setTotalCharges(claim.totalCharges().cents())
                .setEhrSystem(ehr.system())
                .setEhrSubdomain(ehr.subdomain())
                .setEhrLocationId(ehr.locationId())
                .setEhrPatientId(ehr.patientId())
                .setEhrProviderId(ehr.providerId())
                .setEhrCharges(ehr.charges())
                .setEhrProviders(ehr.providers())
                .setDecodaTenant(
                        billing.map(ClaimRegistration.PatientBilling::tenant).orElse(null))
                .setDecodaPatientId(
                        billing.map(ClaimRegistration.PatientBilling::patientId).orElse(null))
                .build();
    }

    private static @Nullable Subscriber subscriber(ClaimRegistration.@Nullable Subscriber subscriber) {
        return subscriber == null
                ? null
                : new Subscriber(
                        subscriber.memberId(), subscriber.firstName(), subscriber.lastName(), subscriber.birthDate());
    }
}
