package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A payment as a payer sends it, and the claims as the practice knows them: the balanced sample under names and with
 * amounts of its own.
 *
 * @param reference the payer's name for it, once a tenant
 * @param amount cents
 * @param claims registered before it comes
 * @param later registered, or registered anew, while it is under way
 * @param due what is to become of it
 */
record Remittance(
        String reference, long amount, JsonNode payment, List<ObjectNode> claims, List<ObjectNode> later, Due due) {

    /** What is wrong with one, on purpose. */
    enum Flaw {
        NONE,
        /** One claim was never registered: it waits. */
        NOT_REGISTERED,
        /** One claim is registered later than it comes: until then it waits, and then it goes on. */
        REGISTERED_LATE,
        /** Its claims turn out to be other patients', elsewhere: what was posted by then stands, and is undone, as it was posted. */
        REGISTERED_ANEW,
        /** The sums do not agree: it waits. */
        OUT_OF_BALANCE,
        /** The health record does not know the patient: it waits. */
        PATIENT_UNKNOWN,
        /** It takes back what an earlier one paid: until that is posted, a person looks. */
        TAKES_BACK,
        /** The practice enters insurers' money itself: the patient's share alone is posted. */
        PATIENT_ONLY
    }

    static final String PATIENT_ONLY_LOCATION = "102";
    private static final String ANOTHER_LOCATION = "103";
    private static final String CORRECTION = "-C";
    private static final long PATIENT_UNKNOWN = 990_000;
    /** Of the first line's contractual adjustment. */
    private static final int MOST_EXTRA_CENTS = 11_000;

    /** @param canary whom it is about: what identifies the patient and is found elsewhere was leaked */
    static Remittance random(RandomGenerator random, String reference, Flaw flaw, PatientOfTheRun canary) {
        var payment = (ObjectNode) Samples.payment();
        var loop = payment.path("claimLevelInformation").get(0).path("claimLoop");
        var registrations = new ArrayList<ObjectNode>();
        var all = Samples.registrations();
        if (random.nextInt(3) == 0) {
            ((com.fasterxml.jackson.databind.node.ArrayNode) loop).remove(1);
            payment.put("totalNumberClaims", 1);
        }
        if (random.nextInt(3) == 0) {
            payment.remove("providerLevelAdjustment");
        }
        for (int index = 0; index < loop.size(); index++) {
            var claim = (ObjectNode) loop.get(index);
            var registration = (ObjectNode) all.get(index);
            payMore(claim, BigDecimal.valueOf(random.nextInt(MOST_EXTRA_CENTS), 2));
            canary.numbers((ObjectNode) claim.path("claimPaymentInformation"), reference, index);
            canary.numbers(registration, reference, index);
            canary.isIn(claim, registration);
            var ehr = (ObjectNode) registration.path("ehr");
            isOfSomebody(registration, random);
            if (flaw == Flaw.PATIENT_UNKNOWN && index == 0) {
                ehr.put("patientId", PATIENT_UNKNOWN);
            }
            if (flaw == Flaw.PATIENT_ONLY) {
                ehr.put("locationId", PATIENT_ONLY_LOCATION);
            }
            registrations.add(registration);
        }
        var later = new ArrayList<ObjectNode>();
        if (flaw == Flaw.NOT_REGISTERED) {
            registrations.removeLast();
        } else if (flaw == Flaw.REGISTERED_LATE) {
            later.add(registrations.removeLast());
        } else if (flaw == Flaw.REGISTERED_ANEW) {
            for (var registration : registrations) {
                var anew = registration.deepCopy();
                isOfSomebody(anew, random);
                ((ObjectNode) anew.path("ehr")).put("locationId", ANOTHER_LOCATION);
                later.add(anew);
            }
        }
        return named(payment, reference, flaw, registrations, later, List.of());
    }

    private static void isOfSomebody(ObjectNode registration, RandomGenerator random) {
        ((ObjectNode) registration.path("ehr")).put("patientId", 1_000L + random.nextInt(900_000));
        ((ObjectNode) registration.path("decoda")).put("patientId", "pat_" + random.nextInt(900_000));
    }

    /** The reference of the one that this one corrects. */
    static String corrected(String reference) {
        return reference.endsWith(CORRECTION) ? reference.substring(0, reference.length() - CORRECTION.length()) : "";
    }

    /** Takes back the first claim of an earlier one, pays it anew with other money, and another claim beside it. */
    static Remittance correcting(Remittance earlier, RandomGenerator random, PatientOfTheRun canary) {
        var reference = earlier.reference() + CORRECTION;
        var fresh = random(random, reference, Flaw.NONE, canary);
        var payment = (ObjectNode) fresh.payment();
        var loop = (com.fasterxml.jackson.databind.node.ArrayNode)
                payment.path("claimLevelInformation").get(0).path("claimLoop");
        var paid = (ObjectNode) earlier.payment()
                .path("claimLevelInformation")
                .get(0)
                .path("claimLoop")
                .get(0);
        var reversal = paid.deepCopy();
        negate(reversal);
        ((ObjectNode) reversal.path("claimPaymentInformation")).put("statusCode", 22);
        var correction = paid.deepCopy();
        payMore(correction, BigDecimal.valueOf(random.nextInt(1_000) + 1, 2));
        loop.add(reversal);
        loop.add(correction);
        payment.put("totalNumberClaims", loop.size());
        return named(payment, reference, Flaw.TAKES_BACK, fresh.claims(), List.of(), earlier.claims());
    }

    /** @param before registered by an earlier one */
    private static Remittance named(
            ObjectNode payment,
            String reference,
            Flaw flaw,
            List<ObjectNode> claims,
            List<ObjectNode> later,
            List<ObjectNode> before) {
        var known = new ArrayList<>(before);
        known.addAll(claims);
        known.addAll(later);
        var due = Due.of(flaw, payment.path("claimLevelInformation").get(0).path("claimLoop"), known);
        long amount = due.claims().stream().mapToLong(Due.Share::insurers).sum();
        for (var provider : payment.path("providerLevelAdjustment")) {
            for (var adjustment : provider.path("adjustments")) {
                amount -= cents(adjustment.path("amount"));
            }
        }
        if (flaw == Flaw.OUT_OF_BALANCE) {
            amount += 1;
        }
        var details = (ObjectNode) payment.path("paymentDetails");
        details.put("issuerReferenceId", reference);
        details.put("issuerPaymentId", "CHK-" + reference);
        details.set("amount", DecimalNode.valueOf(BigDecimal.valueOf(amount, 2)));
        return new Remittance(reference, amount, payment, claims, later, due);
    }

    JsonNode single(String clientRequestId, Account account) {
        var request = Samples.JSON.createObjectNode();
        request.put("clientRequestId", clientRequestId);
        request.put("accountShortCode", account.name());
        request.put("subAccountShortCode", account.subAccount());
        request.set("payment", payment);
        return request;
    }

    /** Of it, what cannot be at the health record's. */
    JsonNode registrations() {
        var request = Samples.JSON.createObjectNode();
        request.putArray("claims").addAll(claims);
        return request;
    }

    static long cents(JsonNode dollars) {
        return dollars.decimalValue().movePointRight(2).longValueExact();
    }

    /** Taken from what the contract writes off. */
    private static void payMore(ObjectNode claim, BigDecimal more) {
        add((ObjectNode) claim.path("claimPaymentInformation"), "paymentAmount", more);
        var line = claim.path("loop2110").get(0);
        add((ObjectNode) line.path("servicePaymentInformation"), "lineItemProviderPaymentAmount", more);
        add(
                (ObjectNode) line.path("serviceAdjustment")
                        .get(0)
                        .path("adjustments")
                        .get(0),
                "monetaryAmount",
                more.negate());
    }

    private static void add(ObjectNode object, String name, BigDecimal more) {
        object.set(name, DecimalNode.valueOf(object.path(name).decimalValue().add(more)));
    }

    private static void negate(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
                var member = members.next();
                if (member.getKey().endsWith("Amount") && member.getValue().isNumber()) {
                    member.setValue(
                            DecimalNode.valueOf(member.getValue().decimalValue().negate()));
                }
            }
        }
        node.forEach(Remittance::negate);
    }
}
