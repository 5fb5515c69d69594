package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The balanced sample under references of its own, with claims of its own, and with amounts of its own: each payment
 * pays {@code number} dollars and as many cents more than the last, taken from the contractual adjustment.
 */
record NumberedPayment(String series, int number) {

    private static final BigDecimal STEP = new BigDecimal("1.01");

    JsonNode registrations() throws IOException {
        var claims = Payer.sample("register-claims.json").deepCopy();
        for (var claim : claims.path("claims")) {
            renumber((ObjectNode) claim);
        }
        return claims;
    }

    JsonNode request() throws IOException {
        var request = (ObjectNode) Payer.sample("issue-balanced-payment.json").deepCopy();
        request.put("clientRequestId", series + "-" + number);
        var payment = request.path("payment");
        var details = (ObjectNode) payment.path("paymentDetails");
        details.put("issuerReferenceId", series + "-REF-" + number);
        details.put("issuerPaymentId", series + "-CHECK-" + number);
        add(details, "amount", extra());

        var claims = payment.path("claimLevelInformation").get(0).path("claimLoop");
        for (var claim : claims) {
            renumber((ObjectNode) claim.path("claimPaymentInformation"));
        }
        payMore(claims.get(0));
        return request;
    }

    /** Of each claim. */
    List<BigDecimal> paid() {
        return List.of(new BigDecimal("1500.00").add(extra()), new BigDecimal("479.81"));
    }

    /** Of each claim, in cents. */
    List<Long> patientShares() {
        return List.of(100_00L, 100_00L);
    }

    private BigDecimal extra() {
        return STEP.multiply(BigDecimal.valueOf(number));
    }

    private void payMore(JsonNode claim) {
        add((ObjectNode) claim.path("claimPaymentInformation"), "paymentAmount", extra());
        var line = claim.path("loop2110").get(0);
        add((ObjectNode) line.path("servicePaymentInformation"), "lineItemProviderPaymentAmount", extra());
        var contractual =
                line.path("serviceAdjustment").get(0).path("adjustments").get(0);
        add((ObjectNode) contractual, "monetaryAmount", extra().negate());
    }

    private void renumber(ObjectNode claim) {
        for (var name : List.of("patientControlNumber", "payerClaimControlNumber")) {
            claim.put(name, claim.path(name).asText() + "-" + series + "-" + number);
        }
    }

    private static void add(ObjectNode object, String name, BigDecimal amount) {
        object.set(name, DecimalNode.valueOf(object.path(name).decimalValue().add(amount)));
    }
}
