package io.remithub.posting.outbound.nexhealth;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.remithub.posting.config.NexHealthConfig;
import io.remithub.posting.config.PartnersConfig;
import io.remithub.posting.outbound.http.PartnerCalls;
import io.remithub.posting.outbound.http.Quota;
import io.remithub.posting.outbound.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Calls NexHealth with a token that is good: kept for its life, fetched by one caller at a time, renewed once when it is
 * refused. A call that has an effect is one request, never two: it is made again only as another attempt.
 */
@Startup // what it counts is there before the first of it
@ApplicationScoped
class NexHealthCalls {

    private static final class Token {
        private final String bearer;
        private final Instant until;
        private volatile boolean proven;

        Token(String bearer, Instant until) {
            this.bearer = bearer;
            this.until = until;
        }
    }

    /** One time in vain. */
    private static final class Failure {
        private final Reply why;

        Failure(Reply why) {
            this.why = why;
        }
    }

    private final NexHealthApi api;
    private final NexHealthConfig config;
    private final PartnerCalls calls;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Token token;
    private volatile @Nullable Failure failed;

    NexHealthCalls(
            @RestClient NexHealthApi api,
            NexHealthConfig config,
            PartnersConfig partners,
            Quota.Quotas quotas,
            MeterRegistry metrics,
            Clock clock) {
        this.api = api;
        this.config = config;
        this.calls = new PartnerCalls("nexhealth", quotas.of("nexhealth", config.callsPerMinute()), partners, metrics);
        this.clock = clock;
    }

    /** @return null when there is a token to call with; else why there is none */
    @Nullable
    Reply notReady() {
        var held = token;
        return held != null && clock.instant().isBefore(held.until) ? null : refresh(held);
    }

    /**
     * A call without effect.
     *
     * @param request gets the value of the Authorization header
     */
    Reply read(String operation, Function<String, Response> request) {
        var notReady = notReady();
        if (notReady != null) {
            return notReady;
        }
        var used = token;
        var reply = once(operation, used, request);
        return refused(reply) && refresh(used) == null ? once(operation, token, request) : reply;
    }

    /** A call that has an effect, made once, after {@link #notReady} has said null. */
    Reply write(String operation, Function<String, Response> request) {
        var used = token;
        var reply = once(operation, used, request);
        // A token that has been good before has merely ended: nothing was done, and the next attempt gets a new one.
        return refused(reply) && used != null && used.proven && refresh(used) == null ? new Reply.NotSent() : reply;
    }

    private Reply once(String operation, @Nullable Token with, Function<String, Response> request) {
        if (with == null) {
            return new Reply.NotSent();
        }
        var reply = calls.call(operation, () -> request.apply(with.bearer));
        if (reply instanceof Reply.Answered answered && answered.success()) {
            with.proven = true;
        }
        return reply;
    }

    /** @return null when there is a new token, by us or by whoever was first; else why there is none, once for all who wait */
    private @Nullable Reply refresh(@Nullable Token stale) {
        var before = failed;
        refreshing.lock();
        try {
            var now = token;
            if (now != null && now != stale) {
                return null;
            }
            if (failed instanceof Failure meanwhile && meanwhile != before) {
                return meanwhile.why;
            }
            var reply = calls.call("authenticate", () -> api.authenticate(config.apiKey()));
            var data = Envelope.data(reply);
            var issued = data == null ? "" : data.path("token").asText();
            if (issued.isEmpty()) {
                var why = notAuthenticated(reply);
                failed = new Failure(why);
                return why;
            }
            token = new Token("Bearer " + issued, clock.instant().plus(config.tokenLife()));
            return null;
        } finally {
            refreshing.unlock();
        }
    }

    private static boolean refused(Reply reply) {
        return reply instanceof Reply.Answered answered && answered.status() == 401;
    }

    /** Whatever came of asking for a token, the call that needs it was not made. */
    private static Reply notAuthenticated(Reply reply) {
        return reply instanceof Reply.Answered answered && answered.status() / 100 == 4
                ? answered
                : new Reply.NotSent();
    }
}
