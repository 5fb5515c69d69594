package io.remithub.sandbox.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about a claim.
 *
 * @param pending how many polls are answered 202
 * @param readyAt until when polls are answered 202; null for ever
 * @param answer what was scripted to lie over the usual answer
 */
record Ticket(
        String id,
        ClaimInfoRequest claim,
        Instant submittedAt,
        int pending,
        @Nullable Instant readyAt,
        Map<String, JsonNode> answer,
        @Nullable String shape,
        int polls) {

    enum State {
        Processing,
        Completed,
        Expired
    }

    Ticket polled() {
        return new Ticket(id, claim, submittedAt, pending, readyAt, answer, shape, polls + 1);
    }

    State state(Instant now, Duration ttl) {
        if (submittedAt.plus(ttl).isBefore(now)) {
            return State.Expired;
        }
        return readyAt != null && polls > pending && !readyAt.isAfter(now) ? State.Completed : State.Processing;
    }

    Optional<String> trackingId1() {
        return Optional.ofNullable(claim.trackingId1());
    }

    @Override
    public String toString() {
        return "Ticket[" + id + "]";
    }
}
