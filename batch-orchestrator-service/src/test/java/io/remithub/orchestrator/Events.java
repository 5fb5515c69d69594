package io.remithub.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.events.intake.BalanceFinding;
import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.HoldRule;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.events.intake.Policy;
import io.remithub.events.intake.RemittedClaim;
import io.remithub.events.intake.RemittedPayment;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.events.registrations.ClaimRegistered;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Ids;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.schemas.HoldRuleCode;
import io.remithub.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** Events as the neighbours say them; each starts valid. */
final class Events {

    static final String TENANT = "0190a000-0000-7000-8000-000000000001";
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    /** Of the request that registered a claim. */
    static final String REGISTRATION = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    static final long PAID = 15_000;

    private Events() {}

    /** As it comes out of the inbox, a moment after it happened. */
    static ReceivedEvent received(Topic topic, String key, SpecificRecord payload) {
        return received(topic, key, payload, Instant.now());
    }

    static ReceivedEvent received(Topic topic, String key, SpecificRecord payload, Instant at) {
        var id = Ids.next();
        return new ReceivedEvent(id, topic, key, key, 1, TENANT, at, new Cause(id, TRACEPARENT), payload);
    }

    static BatchHeader header(String batchId, boolean hold, int payments) {
        return header(batchId, payments, policy -> policy.setHold(hold));
    }

    /** @param policy what differs from an account that warns and never holds */
    static BatchHeader header(String batchId, int payments, UnaryOperator<Policy.Builder> policy) {
        return BatchHeader.newBuilder()
                .setTenantId(TENANT)
                .setBatchId(batchId)
                .setClientRequestId("request-" + batchId)
                .setAccountShortCode("ACCT1")
                .setSubAccountShortCode("SUBACCT1")
                .setExpectedTotal(PAID * payments)
                .setExpectedPayments(payments)
                .setSingle(payments == 1)
                .setCreatedBy("key-1")
                .setPolicy(policy.apply(Policy.newBuilder()
                                .setHold(false)
                                .setBalance("WARN")
                                .setControlTotals("ENFORCE")
                                .setPostWhen("CLAIM_FINAL")
                                .setDualControl(false))
                        .build())
                .build();
    }

    static PaymentAccepted accepted(BatchHeader header, String paymentId, boolean start, String... claimKeys) {
        return accepted(header, paymentId, start, List.of(), claimKeys);
    }

    static PaymentAccepted accepted(
            BatchHeader header, String paymentId, boolean start, List<BalanceFinding> findings, String... claimKeys) {
        var claims = new java.util.ArrayList<RemittedClaim>();
        for (int i = 0; i < claimKeys.length; i++) {
            claims.add(RemittedClaim.newBuilder()
                    .setClaimIndex(i)
                    .setClaimKey(claimKeys[i])
                    .setClaimStatusCode("1")
                    .setChargeAmount(20_000)
                    .setPaidAmount(PAID)
                    .setPatientResponsibility(1_000)
                    .setSealedClaim(bytes("claim of " + claimKeys[i]))
                    .build());
        }
        return PaymentAccepted.newBuilder()
                .setBatch(header)
                .setPayment(RemittedPayment.newBuilder()
                        .setPaymentId(paymentId)
                        .setIssuerReferenceId("reference-" + paymentId)
                        .setIssuerPaymentId("check-" + paymentId)
                        .setPaymentDate(LocalDate.parse("2025-01-15"))
                        .setAmount(PAID * claimKeys.length)
                        .setPayeeKey("payee")
                        .setClaims(claims)
                        .setFindings(findings)
                        .build())
                .setStart(start)
                .build();
    }

    static PaymentReplaced replaced(String batchId, PaymentAccepted by) {
        return new PaymentReplaced(TENANT, batchId, by.getPayment(), "key-1");
    }

    static PaymentRemoved removed(String batchId, String paymentId) {
        return new PaymentRemoved(TENANT, batchId, paymentId, "key-1");
    }

    static HoldRule rule(HoldRuleCode code, Map<String, String> settings) {
        return new HoldRule(code.wire(), settings);
    }

    static BalanceFinding finding() {
        return BalanceFinding.newBuilder()
                .setCode("claim-does-not-balance")
                .setLevel("CLAIM")
                .setClaimIndex(0)
                .setExpected(20_000L)
                .setActual(19_999L)
                .setBlocking(true)
                .build();
    }

    static BatchOpened opened(BatchHeader header) {
        return new BatchOpened(header);
    }

    static BatchStartRequested start(String batchId, int payments) {
        return start(batchId, PAID * payments, payments);
    }

    static BatchStartRequested start(String batchId, long total, long payments) {
        return new BatchStartRequested(TENANT, batchId, total, payments, "key-1");
    }

    static BatchAmended amended(String batchId, long total, long payments) {
        return new BatchAmended(TENANT, batchId, total, payments, "key-1");
    }

    static BatchReleaseRequested release(String batchId, List<String> paymentIds) {
        return new BatchReleaseRequested(TENANT, batchId, paymentIds, "key-1");
    }

    static BatchCancelRequested cancel(String batchId) {
        return new BatchCancelRequested(TENANT, batchId, "key-1");
    }

    static ClaimRegistered registered(String claimKey) {
        return registered(claimKey, 1);
    }

    static ClaimRegistered registered(String claimKey, long revision) {
        return new ClaimRegistered(TENANT, claimKey, revision, Instant.now(), registration(claimKey, revision));
    }

    static ByteBuffer registration(String claimKey, long revision) {
        return bytes("registration %d of %s".formatted(revision, claimKey));
    }

    static ClaimStatusReceived status(String paymentId, int claimIndex, String claimKey, String category) {
        return status(paymentId, claimIndex, 1, claimKey, category);
    }

    static ClaimStatusReceived status(
            String paymentId, int claimIndex, int issuance, String claimKey, String category) {
        return ClaimStatusReceived.newBuilder()
                .setTenantId(TENANT)
                .setPaymentId(paymentId)
                .setClaimIndex(claimIndex)
                .setIssuance(issuance)
                .setClaimKey(claimKey)
                .setTicketId("ticket-" + claimIndex)
                .setCategory(category)
                .setCheckNumber("check")
                .setMeaning("FINAL")
                .setNextAction("NONE")
                .setReceivedAt(Instant.now())
                .build();
    }

    static ClaimStatusReceived paid(String paymentId, int claimIndex, String claimKey, long amount) {
        return ClaimStatusReceived.newBuilder(status(paymentId, claimIndex, claimKey, "F1"))
                .setPaidAmount(amount)
                .build();
    }

    static PaymentVoidRequested voided(String batchId, String paymentId) {
        return voided(batchId, paymentId, 1);
    }

    static PaymentVoidRequested voided(String batchId, String paymentId, int issuance) {
        return new PaymentVoidRequested(TENANT, batchId, paymentId, issuance, "key-1");
    }

    static PaymentReissueRequested reissued(String batchId, String paymentId, int issuance) {
        return new PaymentReissueRequested(TENANT, batchId, paymentId, issuance, null, null, "key-1");
    }

    static PaymentSettled settled(String batchId, String paymentId) {
        return new PaymentSettled(TENANT, batchId, paymentId, 1, LocalDate.parse("2025-01-20"), "key-1");
    }

    static ClaimStatusReceived cashed(String paymentId, int claimIndex, String claimKey) {
        return ClaimStatusReceived.newBuilder(status(paymentId, claimIndex, claimKey, "F1"))
                .setCheckNumber("check-" + paymentId)
                .setCheckCashedOn(LocalDate.parse("2025-01-20"))
                .build();
    }

    static PostingOutcome outcome(String paymentId, int claimIndex, String purpose, String outcome) {
        return outcome(paymentId, claimIndex, 1, purpose, outcome);
    }

    static PostingOutcome outcome(String paymentId, int claimIndex, int issuance, String purpose, String outcome) {
        return PostingOutcome.newBuilder()
                .setTenantId(TENANT)
                .setPaymentId(paymentId)
                .setClaimIndex(claimIndex)
                .setIssuance(issuance)
                .setPurpose(purpose)
                .setTransactionId("HUB:" + claimIndex)
                .setAmount(PAID)
                .setOutcome(outcome)
                .setAt(Instant.now())
                .build();
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
