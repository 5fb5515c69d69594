package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.faults.Remittance.Flaw;
import java.util.ArrayList;
import java.util.List;

/**
 * What a payment is to become, as who sent it knows.
 *
 * @param flaw what is wrong with it on purpose
 * @param claims by their index
 */
record Due(Flaw flaw, List<Share> claims) {

    /** Of one claim what the insurer paid, and what is left to the patient: less than nothing where it is taken back. */
    record Share(long insurers, long patients) {
        private static final Share NONE = new Share(0, 0);
    }

    static Due of(Flaw flaw, JsonNode claimLoop) {
        var claims = new ArrayList<Share>();
        for (var claim : claimLoop) {
            var paid = claim.path("claimPaymentInformation");
            claims.add(new Share(
                    Remittance.cents(paid.path("paymentAmount")),
                    Remittance.cents(paid.path("patientResponsibilityAmount"))));
        }
        return new Due(flaw, List.copyOf(claims));
    }

    Share of(int claimIndex) {
        return claimIndex < claims.size() ? claims.get(claimIndex) : Share.NONE;
    }
}
