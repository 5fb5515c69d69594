package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Reason;
import io.remithub.posting.outbound.http.Verdicts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The types a location has, kept for an hour, and read again once when the one that is wanted is not exactly one of them. */
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

    private record Known(List<String> names, Instant until) {}

    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final NexHealthCalls calls;
    private final NexHealthApi api;
    private final Clock clock;
    private final Map<Place, Known> known = new ConcurrentHashMap<>();

    TransactionTypes(NexHealthCalls calls, @RestClient NexHealthApi api, Clock clock) {
        this.calls = calls;
        this.api = api;
        this.clock = clock;
    }

    /** @return null when the location has exactly one type of that name; else why nothing can be posted as it */
    @Nullable
    Happening whyNot(Kind kind, Location location, String name) {
        var place = new Place(kind, location.subdomain(), location.locationId());
        var now = clock.instant();
        var kept = known.get(place);
        if (kept != null && now.isBefore(kept.until()) && count(kept.names(), name) == 1) {
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
        known.put(place, new Known(names, now.plus(KEPT_FOR)));
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
