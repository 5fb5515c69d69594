package io.remithub.intake.inbound.rest;

import static java.util.Objects.requireNonNullElse;

import io.remithub.intake.inbound.rest.body.ClaimLevel;
import io.remithub.intake.inbound.rest.body.PaymentBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the claims of a request's payments stand in its body, in the order in which they are numbered. */
final class ClaimPlaces {

    /** Of a request without payments. */
    static final ClaimPlaces NONE = new ClaimPlaces();

    private record Place(String payment, List<String> claims) {}

    private final Map<Integer, Place> payments = new HashMap<>();

    static ClaimPlaces of(PaymentBody body, String place) {
        var places = new ClaimPlaces();
        places.add(0, body, place);
        return places;
    }

    void add(int index, PaymentBody body, String place) {
        var claims = new ArrayList<String>();
        List<ClaimLevel> levels = requireNonNullElse(body.claimLevelInformation(), List.of());
        for (int level = 0; level < levels.size(); level++) {
            var loop = levels.get(level).claimLoop();
            for (int claim = 0; loop != null && claim < loop.size(); claim++) {
                claims.add("%s/claimLevelInformation/%d/claimLoop/%d".formatted(place, level, claim));
            }
        }
        payments.put(index, new Place(place, claims));
    }

    /** Not of a payment that the body does not hold. */
    boolean hold(int index) {
        return payments.containsKey(index);
    }

    String payment(int index) {
        return place(index).payment;
    }

    String claim(int index, int claim) {
        return place(index).claims.get(claim);
    }

    private Place place(int index) {
        return payments.getOrDefault(index, new Place("", List.of()));
    }
}
