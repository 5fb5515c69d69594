package io.remithub.posting;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.events.sealed.Adjustment;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.events.sealed.Person;
import io.remithub.events.sealed.ServiceLine;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Ids;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.messaging.Sealing;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.avro.specific.SpecificRecord;

/** The orchestrator's side: claims as it asks for them. */
@ApplicationScoped
class Claims {

    static final String TENANT = "5f0e6a4e-94c1-4b1f-8e0f-3d8b0f5a1c11";
    static final String BATCH = "01946b5c8f1e7a3b9c2d4e5f60718293";
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Outbox outbox;
    private final Sealing sealing;

    Claims(Outbox outbox, Sealing sealing) {
        this.outbox = outbox;
        this.sealing = sealing;
    }

    /** A claim of two lines, 900.00 and 600.00, of which the patient owes nothing more; valid until told otherwise. */
    static final class Asked {
        String paymentId = Ids.next();
        int index;
        int issuance = 1;
        String claimKey = Ids.next();
        long patient = ThreadLocalRandom.current().nextLong(1_000, 900_000_000);
        String statusCode = "1";
        long patientAdjustment;
        long paid = 150_000;
        long share;
        boolean balanced = true;
        boolean fourEyes;
        boolean review;
        String subdomain = "every-health";
        String locationId = "101";
        String healthRecord = "OPEN_DENTAL";
        String decodaPatient = "pat_" + patient;
        String decodaTenant;
        Map<String, String> charges = Map.of("1", "9001", "2", "9002");
        Map<String, String> providers = Map.of();

        Asked paid(long cents) {
            paid = cents;
            return this;
        }

        Asked share(long cents) {
            share = cents;
            return this;
        }

        Asked unbalanced() {
            balanced = false;
            return this;
        }

        Asked at(String location) {
            locationId = location;
            return this;
        }

        /** The same claim in a remittance that comes later. */
        Asked later() {
            return later(Ids.next(), 0);
        }

        /** The same claim of the same remittance, at another patient. */
        Asked registeredAnew() {
            var anew = later(paymentId, index);
            anew.patient = patient + 1;
            anew.decodaPatient = "pat_" + anew.patient;
            anew.paid = paid;
            anew.share = share;
            return anew;
        }

        Asked reissued() {
            issuance++;
            return this;
        }

        /** The same claim further down in the same remittance. */
        Asked next() {
            return later(paymentId, index + 1);
        }

        private Asked later(String payment, int at) {
            var later = new Asked();
            later.paymentId = payment;
            later.index = at;
            later.claimKey = claimKey;
            later.patient = patient;
            later.decodaPatient = decodaPatient;
            later.locationId = locationId;
            later.healthRecord = healthRecord;
            return later;
        }

        /** CLP02 22: takes back so much. */
        Asked takesBack(long cents, long shareCents) {
            statusCode = "22";
            return paid(-cents).share(-shareCents);
        }

        /** A claim-level CAS of group PR. */
        Asked withPatientAdjustment(long cents) {
            patientAdjustment = cents;
            return this;
        }

        Asked withoutDecodaPatient() {
            decodaPatient = null;
            return this;
        }
    }

    static Asked aClaim() {
        return new Asked();
    }

    void ask(Asked asked) {
        send(asked, requested(asked));
    }

    void send(Asked asked, SpecificRecord event) {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.append(new OutgoingEvent(
                        Topic.EHR_POSTING_REQUESTS,
                        asked.paymentId,
                        asked.paymentId + "/" + asked.index,
                        TENANT,
                        event,
                        new Cause(null, TRACE))));
    }

    void reverse(Asked asked) {
        send(
                asked,
                ReversalRequested.newBuilder()
                        .setTenantId(TENANT)
                        .setPaymentId(asked.paymentId)
                        .setClaimIndex(asked.index)
                        .setIssuance(1)
                        .setClaimKey(asked.claimKey)
                        .setBatchId(BATCH)
                        .build());
    }

    void resolve(Asked asked, String purpose, String action) {
        resolve(asked, purpose, action, null);
    }

    void resolve(Asked asked, String purpose, String action, Long seen) {
        send(
                asked,
                PostingResolved.newBuilder()
                        .setTenantId(TENANT)
                        .setPaymentId(asked.paymentId)
                        .setClaimIndex(asked.index)
                        .setIssuance(1)
                        .setPurpose(purpose)
                        .setAction(action)
                        .setResolvedBy("op-1")
                        .setAmount(seen)
                        .build());
    }

    PostingRequested requested(Asked asked) {
        return PostingRequested.newBuilder()
                .setTenantId(TENANT)
                .setPaymentId(asked.paymentId)
                .setClaimIndex(asked.index)
                .setIssuance(asked.issuance)
                .setClaimKey(asked.claimKey)
                .setClaimStatusCode(asked.statusCode)
                .setPaymentDate(LocalDate.parse("2025-01-15"))
                .setPaidAmount(asked.paid)
                .setPatientResponsibility(asked.share)
                .setBalanced(asked.balanced)
                .setFourEyes(asked.fourEyes)
                .setAutoPost(asked.review ? "REVIEW" : "AUTO")
                .setSealedRegistration(sealing.seal(registration(asked), AssociatedData.claim(TENANT, asked.claimKey)))
                .setSealedClaim(sealing.seal(part(asked), AssociatedData.part(TENANT, asked.paymentId, asked.index)))
                .setBatchId(BATCH)
                .build();
    }

    private static ClaimRegistration registration(Asked asked) {
        return ClaimRegistration.newBuilder()
                .setPatientControlNumber("PCN-1001")
                .setPatient(Person.newBuilder()
                        .setFirstName("Canary")
                        .setLastName("Shephard")
                        .build())
                .setBillingProviderNpi("1234567893")
                .setBillingProviderName("Every Health Clinic")
                .setBillingProviderTaxId("786532990")
                .setPayerId("87726")
                .setAdmitDate(LocalDate.parse("2025-01-10"))
                .setTotalCharges(200_000)
                .setEhrSystem(asked.healthRecord)
                .setEhrSubdomain(asked.subdomain)
                .setEhrLocationId(asked.locationId)
                .setEhrPatientId(asked.patient)
                .setEhrProviderId("001")
                .setEhrCharges(asked.charges)
                .setEhrProviders(asked.providers)
                .setDecodaPatientId(asked.decodaPatient)
                .setDecodaTenant(asked.decodaTenant)
                .build();
    }

    private static ClaimPart part(Asked asked) {
        var sign = asked.paid < 0 ? -1 : 1;
        return ClaimPart.newBuilder()
                .setPatientControlNumber("PCN-1001")
                .setPayeeTaxId("786532990")
                .setClaimAdjustments(
                        List.of(new Adjustment("CO", "45", 100L), new Adjustment("PR", "1", asked.patientAdjustment)))
                .setLines(
                        List.of(line("1", sign * 120_000L, sign * 90_000L), line("2", sign * 80_000L, sign * 60_000L)))
                .build();
    }

    private static ServiceLine line(String name, long charged, long paid) {
        return ServiceLine.newBuilder()
                .setLine(name)
                .setChargeAmount(charged)
                .setPaidAmount(paid)
                .build();
    }
}
