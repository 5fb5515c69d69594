package io.remithub.posting.outbound.nexhealth;

import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.posting.config.NexHealthConfig;
import io.remithub.posting.config.PartnersConfig;
import io.remithub.posting.outbound.http.PartnerCalls;
import io.remithub.posting.outbound.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Calls NexHealth with a token that is good: kept for its life, fetched by one caller at a time, renewed once on 401. */
@ApplicationScoped
class NexHealthCalls {

    private record Token(String bearer, Instant until) {}

    private final NexHealthApi api;
    private final NexHealthConfig config;
    private final PartnerCalls calls;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Token token;

    NexHealthCalls(
            @RestClient NexHealthApi api,
            NexHealthConfig config,
            PartnersConfig partners,
            MeterRegistry metrics,
            Clock clock) {
        this.api = api;
        this.config = config;
        this.calls = new PartnerCalls("nexhealth", partners, metrics);
        this.clock = clock;
    }

    /** @param request gets the value of the Authorization header */
    Reply call(String operation, Function<String, Response> request) {
        var used = token;
        if (used == null || clock.instant().isAfter(used.until())) {
            var refused = refresh(used);
            if (refused != null) {
                return refused;
            }
            used = token;
        }
        var reply = once(operation, used, request);
        if (reply instanceof Reply.Answered answered && answered.status() == 401) {
            return refresh(used) == null ? once(operation, token, request) : reply;
        }
        return reply;
    }

    private Reply once(String operation, @Nullable Token with, Function<String, Response> request) {
        return with == null ? new Reply.NotSent() : calls.call(operation, () -> request.apply(with.bearer()));
    }

    /** @return null when there is a new token, by us or by whoever was first; else why there is none */
    private @Nullable Reply refresh(@Nullable Token stale) {
        refreshing.lock();
        try {
            var now = token;
            if (now != null && now != stale) {
                return null;
            }
            var reply = calls.call("authenticate", () -> api.authenticate(config.apiKey()));
            var data = Envelope.data(reply);
            var issued = data == null ? "" : data.path("token").asText();
            if (issued.isEmpty()) {
                return notAuthenticated(reply);
            }
            token = new Token("Bearer " + issued, clock.instant().plus(config.tokenLife()));
            return null;
        } finally {
            refreshing.unlock();
        }
    }

    /** Whatever came of asking for a token, the call that needs it was not made. */
    private static Reply notAuthenticated(Reply reply) {
        return reply instanceof Reply.Answered answered && answered.status() / 100 == 4
                ? answered
                : new Reply.NotSent();
    }
}
