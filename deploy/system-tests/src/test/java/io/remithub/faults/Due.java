package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Book;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/**
 * What a payment is to become, as who sent it knows.
 *
 * @param flaw what is wrong with it on purpose
 * @param claims by their index
 */
record Due(Flaw flaw, List<Share> claims) {

    /**
     * Of one claim what the insurer paid, and what is left to the patient: less than nothing where it is taken back.
     *
     * @param whose as it was registered one time after the other
     */
    record Share(long insurers, long patients, List<Whose> whose) {
        private static final Share NONE = new Share(0, 0, Whose.NOBODY);

        Share(long insurers, long patients, Whose whose) {
            this(insurers, patients, List.of(whose));
        }

        /** In the words of the books. */
        List<String> whose(Book book) {
            return whose.stream().map(it -> it.in(book)).distinct().toList();
        }
    }

    /** In whose name a claim is on the partners' books: the patient's, where and as its registration says. */
    record Whose(String inRecord, String inBilling) {
        private static final Whose NOBODY = new Whose("nobody", "nobody");

        static Whose of(JsonNode registration) {
            var ehr = registration.path("ehr");
            var billing = registration.path("decoda");
            return new Whose(
                    inRecord(ehr.path("subdomain"), ehr.path("locationId"), ehr.path("patientId")),
                    inBilling(billing.path("tenant"), billing.path("patientId")));
        }

        static String inRecord(JsonNode subdomain, JsonNode location, JsonNode patient) {
            return "patient %s of %s, %s".formatted(patient.asText(), subdomain.asText(), location.asText());
        }

        static String inBilling(JsonNode tenant, JsonNode patient) {
            return "patient %s of %s".formatted(patient.asText(), tenant.asText());
        }

        String in(Book book) {
            return switch (book) {
                case HEALTH_RECORD -> inRecord;
                case BILLING -> inBilling;
            };
        }
    }

    /** @param registrations of the claims, those that there are, in their order */
    static Due of(Flaw flaw, JsonNode claimLoop, Collection<? extends JsonNode> registrations) {
        var whose = new HashMap<JsonNode, List<Whose>>();
        registrations.forEach(it -> whose.computeIfAbsent(it.path("patientControlNumber"), _ -> new ArrayList<>())
                .add(Whose.of(it)));
        var claims = new ArrayList<Share>();
        for (var claim : claimLoop) {
            var paid = claim.path("claimPaymentInformation");
            claims.add(new Share(
                    Remittance.cents(paid.path("paymentAmount")),
                    Remittance.cents(paid.path("patientResponsibilityAmount")),
                    whose.getOrDefault(paid.path("patientControlNumber"), List.of(Whose.NOBODY))));
        }
        return new Due(flaw, List.copyOf(claims));
    }

    Share of(int claimIndex) {
        return claimIndex < claims.size() ? claims.get(claimIndex) : Share.NONE;
    }
}
