package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** A patient who exists nowhere else: whatever of this person is found outside the seals was leaked there. */
final class Canary {

    private static final LocalDate LONG_AGO = LocalDate.of(1901, 1, 1);
    private static final int TEN_YEARS = 3650;

    /** In the remittance, and kept for whoever may read it. */
    final Map<String, String> remitted = new LinkedHashMap<>();

    /** In the registration, and told to the partners. */
    final Map<String, String> registered = new LinkedHashMap<>();

    /** In the remittance, and of no use to anybody else. */
    final String socialSecurityNumber = digits(9);

    private final String run = "RUN" + digits(9);
    private final String firstName = both("patient's first name", letters());
    private final String lastName = both("patient's last name", letters());
    private final String memberId = both("member id", "M" + digits(10));
    private final String taxId = both("tax id", digits(9));
    private final String controlNumber = remitted("patient control number", "PCN" + digits(10));
    private final String claimNumber = remitted("payer claim control number", "ICN" + digits(10));
    private final String middleName = remitted("middle name", letters());
    private final String group = remitted("group number", "GRP" + digits(9));
    private final String contact = remitted("contact", letters());
    private final String phone = remitted("phone", "9" + digits(9));
    private final String secondPhone = remitted("second phone", "9" + digits(9));
    private final String email = remitted("e-mail", letters() + "@" + letters() + ".example");
    private final String account = remitted("identifier of the provider adjustment", "PLB" + digits(11));
    private final String birthDate = registered("birth date", day());
    private final String subscriber = registered("subscriber's name", letters());
    private final String subscriberBirthDate = registered("subscriber's birth date", day());
    private final String healthRecord = registered("patient's number in the health record", "7" + digits(8));
    private final String billing = registered("patient's id in billing", "pat_" + letters());

    Canary() {
        remitted.put("social security number", socialSecurityNumber);
    }

    Map<String, String> words() {
        var words = new LinkedHashMap<>(remitted);
        words.putAll(registered);
        return words;
    }

    /** Everything in one sentence, as partners put it into their answers. */
    String gossip() {
        return words().entrySet().stream()
                .map(word -> word.getKey() + " " + word.getValue())
                .collect(Collectors.joining(", "));
    }

    /** As the health record knows the patient of this payment. */
    String patientId(int payment) {
        return healthRecord + payment;
    }

    String memberId(int payment) {
        return memberId + "-" + payment;
    }

    JsonNode registrations(int payment) throws IOException {
        var claims = Payer.sample("register-claims.json").deepCopy();
        int index = 0;
        for (var claim : claims.path("claims")) {
            number((ObjectNode) claim, payment, index++);
            put(claim.path("patient"), Map.of("firstName", firstName, "lastName", lastName, "birthDate", birthDate));
            put(
                    claim.path("subscriber"),
                    Map.of(
                            "memberId",
                            memberId(payment),
                            "firstName",
                            firstName,
                            "lastName",
                            subscriber,
                            "birthDate",
                            subscriberBirthDate));
            put(claim.path("billingProvider"), Map.of("taxId", taxId));
            ((ObjectNode) claim.path("ehr")).put("patientId", Long.parseLong(patientId(payment)));
            put(claim.path("decoda"), Map.of("patientId", billing));
        }
        return claims;
    }

    ObjectNode request(int payment) throws IOException {
        var request = (ObjectNode) Payer.sample("issue-balanced-payment.json").deepCopy();
        request.put("clientRequestId", reference(payment));
        var body = request.path("payment");
        put(
                body.path("paymentDetails"),
                Map.of("issuerReferenceId", reference(payment), "issuerPaymentId", "CHECK-" + reference(payment)));
        put(body.path("payeeDetails"), Map.of("taxId", taxId));
        int index = 0;
        for (var claim : body.path("claimLevelInformation").get(0).path("claimLoop")) {
            number((ObjectNode) claim.path("claimPaymentInformation"), payment, index++);
            describe((ObjectNode) claim, payment);
        }
        put(body.path("providerLevelAdjustment").get(0).path("adjustments").get(0), Map.of("identifier", account));
        return request;
    }

    /** Of each payment, in clear wherever it goes. */
    String reference(int payment) {
        return run + "-" + payment;
    }

    private void describe(ObjectNode claim, int payment) {
        var entities = claim.putArray("involvedEntitiesInfo");
        entities.addObject()
                .put("entityIdentifierCode", "QC")
                .put("entityTypeQualifier", "1")
                .put("lastName", lastName)
                .put("firstName", firstName)
                .put("middleNameOrInitial", middleName)
                .put("identificationCodeQualifier", "MI")
                .put("entityIdentifier", memberId(payment));
        entities.addObject()
                .put("entityIdentifierCode", "IL")
                .put("entityTypeQualifier", "1")
                .put("lastName", lastName)
                .put("firstName", firstName)
                .put("identificationCodeQualifier", "34")
                .put("entityIdentifier", socialSecurityNumber);
        claim.putArray("relatedIdentification")
                .addObject()
                .put("referenceIdentificationQualifier", "1L")
                .put("referenceIdentification", group);
        var reachedAt =
                claim.putObject("claimContactInformation").put("name", contact).put("email", email);
        reachedAt.putObject("primaryPhone").put("type", "TE").put("number", phone);
        reachedAt.putObject("secondaryPhone").put("type", "TE").put("number", secondPhone);
    }

    private void number(ObjectNode claim, int payment, int index) {
        claim.put("patientControlNumber", controlNumber + "-" + payment + "-" + index);
        claim.put("payerClaimControlNumber", claimNumber + "-" + payment + "-" + index);
    }

    private static void put(JsonNode object, Map<String, String> members) {
        members.forEach(((ObjectNode) object)::put);
    }

    private String both(String name, String word) {
        return registered(name, remitted(name, word));
    }

    private String remitted(String name, String word) {
        remitted.put(name, word);
        return word;
    }

    private String registered(String name, String word) {
        registered.put(name, word);
        return word;
    }

    private static String letters() {
        return "Q" + random(11, 'a', 26);
    }

    private static String digits(int many) {
        return "1" + random(many - 1, '0', 10);
    }

    private static String random(int many, char first, int of) {
        return ThreadLocalRandom.current()
                .ints(many, 0, of)
                .mapToObj(each -> String.valueOf((char) (first + each)))
                .collect(Collectors.joining());
    }

    private static String day() {
        return LONG_AGO.plusDays(ThreadLocalRandom.current().nextInt(TEN_YEARS)).toString();
    }
}
