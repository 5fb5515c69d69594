package io.remithub.poller;

import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.events.sealed.Person;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Sealing;
import io.remithub.poller.application.ClaimRequest;
import io.remithub.poller.application.Subscriber;
import java.nio.ByteBuffer;
import java.time.LocalDate;

/** Claims as the orchestrator asks about them. */
public final class Claims {

    public static final String TENANT = "7c1d0a4e-6a51-4b0e-9d1c-0f2b7a3c9e11";
    public static final String BATCH = "01946b5c8f1e7a3b9c2d4e5f60718293";

    private Claims() {}

    public static ClaimStatusRequested requested(Sealing sealing, String paymentId, String claimKey, String firstName) {
        return ClaimStatusRequested.newBuilder()
                .setTenantId(TENANT)
                .setPaymentId(paymentId)
                .setClaimIndex(0)
                .setIssuance(1)
                .setClaimKey(claimKey)
                .setChargeAmount(200_000)
                .setPaidAmount(150_000)
                .setSealedRegistration(sealedRegistration(sealing, claimKey, firstName))
                .setSealedClaim(sealedClaim(sealing, paymentId))
                .setBatchId(BATCH)
                .build();
    }

    public static ClaimRequest request(Sealing sealing, String paymentId, String claimKey, String firstName) {
        return new ClaimRequest(
                new Subscriber(TENANT, claimKey, BATCH, paymentId, 0, 1, null, Cause.NONE),
                200_000,
                sealedRegistration(sealing, claimKey, firstName),
                sealedClaim(sealing, paymentId));
    }

    public static ClaimStatusCancelled cancelled(String paymentId, String claimKey) {
        return new ClaimStatusCancelled(TENANT, paymentId, 0, 1, claimKey, BATCH);
    }

    public static ByteBuffer sealedRegistration(Sealing sealing, String claimKey, String firstName) {
        var registration = ClaimRegistration.newBuilder()
                .setPatientControlNumber("PCN-1001")
                .setPatient(new Person(firstName, "Shephard", LocalDate.of(1980, 2, 29)))
                .setBillingProviderNpi("1234567893")
                .setBillingProviderName("Every Health Clinic")
                .setBillingProviderTaxId("786532990")
                .setPayerId("87726")
                .setPayerName("Example Health Plan")
                .setAdmitDate(LocalDate.of(2025, 1, 10))
                .setTotalCharges(200_050)
                .setEhrSystem("OPEN_DENTAL")
                .setEhrSubdomain("every-health")
                .setEhrLocationId("101")
                .setEhrPatientId(1234)
                .build();
        return sealing.seal(registration, AssociatedData.claim(TENANT, claimKey));
    }

    public static ByteBuffer sealedClaim(Sealing sealing, String paymentId) {
        var part = ClaimPart.newBuilder()
                .setPatientControlNumber("PCN-1001")
                .setMemberId("MBR0042")
                .setPayeeTaxId("786532990")
                .build();
        return sealing.seal(part, AssociatedData.part(TENANT, paymentId, 0));
    }
}
