package io.remithub.orchestrator.outbound.events;

import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.orchestrator.application.Announcements.SealedParts;
import io.remithub.orchestrator.application.Reconciliations.Confirmed;
import io.remithub.orchestrator.application.SealedClaims.Place;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Command;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What the orchestrator asks of the poller and of posting. */
final class Commands {

    private Commands() {}

    record Asked(Topic topic, SpecificRecord payload) {}

    static Asked of(Payment payment, Command command, SealedParts parts, boolean fourEyes) {
        return switch (command) {
            case Command.AskClaimStatus(var issuance, var claim) ->
                new Asked(Topic.CLAIMS_STATUS_REQUESTS, askStatus(payment, issuance, claim, parts));
            case Command.CancelClaimStatus(var issuance, var claim) ->
                new Asked(
                        Topic.CLAIMS_STATUS_REQUESTS,
                        ClaimStatusCancelled.newBuilder()
                                .setTenantId(payment.terms().tenantId())
                                .setPaymentId(payment.id())
                                .setClaimIndex(claim.index())
                                .setIssuance(issuance)
                                .setClaimKey(claim.terms().claimKey())
                                .setBatchId(payment.terms().batchId())
                                .build());
            case Command.RequestPosting(var issuance, var claim) ->
                new Asked(Topic.EHR_POSTING_REQUESTS, requestPosting(payment, issuance, claim, parts, fourEyes));
            case Command.ResolvePosting(var issuance, var claim, var purpose, var decided) ->
                new Asked(
                        Topic.EHR_POSTING_REQUESTS,
                        PostingResolved.newBuilder()
                                .setTenantId(payment.terms().tenantId())
                                .setPaymentId(payment.id())
                                .setClaimIndex(claim.index())
                                .setIssuance(issuance)
                                .setPurpose(purpose.name())
                                .setAction(decided.action().name())
                                .setAmount(decided.amount())
                                // Who it was is kept with the decision.
                                .setResolvedBy(Actor.OPERATOR.name())
                                .build());
            case Command.Reverse(var issuance, var claim) ->
                new Asked(
                        Topic.EHR_POSTING_REQUESTS,
                        ReversalRequested.newBuilder()
                                .setTenantId(payment.terms().tenantId())
                                .setPaymentId(payment.id())
                                .setClaimIndex(claim.index())
                                .setIssuance(issuance)
                                .setClaimKey(claim.terms().claimKey())
                                .setBatchId(payment.terms().batchId())
                                .build());
        };
    }

    /** Whether the ledger still shows what is confirmed. */
    static PostingResolved check(Confirmed posting) {
        return PostingResolved.newBuilder()
                .setTenantId(posting.tenantId())
                .setPaymentId(posting.paymentId())
                .setClaimIndex(posting.claimIndex())
                .setIssuance(posting.issuance())
                .setPurpose(posting.purpose().name())
                .setAction("CHECK")
                .setResolvedBy(Actor.HUB.name())
                .build();
    }

    private static ClaimStatusRequested askStatus(Payment payment, int issuance, Claim claim, SealedParts parts) {
        return ClaimStatusRequested.newBuilder()
                .setTenantId(payment.terms().tenantId())
                .setPaymentId(payment.id())
                .setClaimIndex(claim.index())
                .setIssuance(issuance)
                .setClaimKey(claim.terms().claimKey())
                .setIssuerPaymentId(payment.terms().issuerPaymentId())
                .setChargeAmount(claim.terms().chargeAmount())
                .setPaidAmount(claim.terms().paidAmount())
                .setSealedRegistration(registration(payment, claim, parts))
                .setSealedClaim(part(payment, claim, parts))
                .setBatchId(payment.terms().batchId())
                .build();
    }

    private static PostingRequested requestPosting(
            Payment payment, int issuance, Claim claim, SealedParts parts, boolean fourEyes) {
        return PostingRequested.newBuilder()
                .setTenantId(payment.terms().tenantId())
                .setPaymentId(payment.id())
                .setClaimIndex(claim.index())
                .setIssuance(issuance)
                .setClaimKey(claim.terms().claimKey())
                .setClaimStatusCode(claim.terms().claimStatusCode())
                .setPaymentDate(payment.terms().paymentDate())
                .setPaidAmount(claim.terms().paidAmount())
                .setPatientResponsibility(claim.terms().patientResponsibility())
                .setAutoPost(payment.terms().policy().autoPost())
                .setBalanced(payment.balances())
                .setFourEyes(fourEyes)
                .setSealedRegistration(registration(payment, claim, parts))
                .setSealedClaim(part(payment, claim, parts))
                .setBatchId(payment.terms().batchId())
                .build();
    }

    private static ByteBuffer registration(Payment payment, Claim claim, SealedParts parts) {
        return bytes(
                parts.registrations(),
                new ClaimKey(payment.terms().tenantId(), claim.terms().claimKey()));
    }

    private static ByteBuffer part(Payment payment, Claim claim, SealedParts parts) {
        return bytes(parts.claims(), new Place(payment.id(), claim.index()));
    }

    private static <K> ByteBuffer bytes(Map<K, byte[]> sealed, K key) {
        if (!(sealed.get(key) instanceof byte[] bytes)) {
            throw new IllegalStateException("nothing sealed is kept for " + key);
        }
        return ByteBuffer.wrap(bytes);
    }
}
