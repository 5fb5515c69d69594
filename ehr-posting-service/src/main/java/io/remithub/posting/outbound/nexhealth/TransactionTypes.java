package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Reason;
import io.remithub.posting.outbound.http.Verdicts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The types a location has, kept, and read again once when the one that is wanted is not exactly one of them. */
@ApplicationScoped
class TransactionTypes {

    /** Payments, and the adjustments that add to what is owed. */
    enum Kind {
        PAYMENT("payment_types"),
        DEBIT("adjustment_types");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        private boolean takes(JsonNode type) {
            return this == PAYMENT || "debit".equals(type.path("action").asText());
        }
    }

    private record Place(Kind kind, String subdomain, String locationId) {}

    private final NexHealthCalls calls;
    private final NexHealthApi api;
    private final Map<Place, List<String>> known = new ConcurrentHashMap<>();

    TransactionTypes(NexHealthCalls calls, @RestClient NexHealthApi api) {
        this.calls = calls;
        this.api = api;
    }

    /** @return null when the location has exactly one type of that name; else why nothing can be posted as it */
    @Nullable
    Happening whyNot(Kind kind, Location location, String name) {
        var place = new Place(kind, location.subdomain(), location.locationId());
        if (count(known.getOrDefault(place, List.of()), name) == 1) {
            return null;
        }
        var reply = calls.read(
                kind.path, bearer -> api.list(bearer, kind.path, place.subdomain(), place.locationId(), null));
        var data = Envelope.data(reply);
        if (data == null) {
            return Verdicts.ofReading(reply);
        }
        var names = Envelope.entries(data).stream()
                .filter(kind::takes)
                .map(type -> type.path("name").asText())
                .toList();
        known.put(place, names);
        return switch (count(names, name)) {
            case 0 -> new Happening.Blocked(Reason.PAYMENT_TYPE_UNKNOWN);
            case 1 -> null;
            default -> new Happening.Blocked(Reason.AMBIGUOUS_PAYMENT_TYPE);
        };
    }

    private static int count(List<String> names, String name) {
        return (int) names.stream().filter(name::equals).count();
    }
}
