package io.remithub.poller.outbound.integrex;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The access token, fetched when it is needed and renewed before it ends: one fetch in flight, whatever the number of
 * those who wait for it. The library's request filter does as much, but drops a fresh token, too, when a late 401
 * arrives for the old one.
 */
@ApplicationScoped
class AccessTokens {

    /** Renewed after 55 minutes of its hour (source-apis.md 3.1). */
    private static final long SECONDS_BEFORE_END = 300;

    private final OidcClient client;
    private final Duration longest;
    private final MeterRegistry metrics;
    private final InstantSource machine;
    private @Nullable CompletableFuture<Token> token;

    @Inject
    AccessTokens(OidcClient client, IntegrexConfig config, MeterRegistry metrics) {
        this(client, config.timeout(), metrics, InstantSource.system());
    }

    /** @param machine its clock: what the client reckons by */
    AccessTokens(OidcClient client, Duration longest, MeterRegistry metrics, InstantSource machine) {
        this.client = client;
        this.longest = longest;
        this.metrics = metrics;
        this.machine = machine;
    }

    /** @param renewAt in seconds of the epoch, the same as the client */
    private record Token(String value, long renewAt) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /**
     * @throws CredentialRefused when the token endpoint does not know us
     * @throws PartnerUnwell when it gives no token for another reason
     */
    String current() throws InterruptedException {
        try {
            return fetched().get().value();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CredentialRefused refused
                    ? refused
                    : new PartnerUnwell(Reason.TOKEN_UNAVAILABLE, null, null);
        }
    }

    /** The clearinghouse refuses this token: unless it has been replaced already, the next one is fetched. */
    synchronized void refused(String accessToken) {
        if (token != null && isDone(token) && token.join().value().equals(accessToken)) {
            token = null;
        }
    }

    private synchronized CompletableFuture<Token> fetched() {
        if (token == null || token.isCompletedExceptionally() || (isDone(token) && isStale(token.join()))) {
            // Unless it ends, a fetch that hangs would be waited for by everybody, for ever.
            token = client.getTokens()
                    .ifNoItem()
                    .after(longest)
                    .fail()
                    .map(this::token)
                    .onItemOrFailure()
                    .invoke((_, failure) -> count(failure))
                    .subscribeAsCompletionStage();
        }
        return token;
    }

    private void count(@Nullable Throwable failure) {
        String outcome = failure == null ? "fetched" : failure instanceof CredentialRefused ? "refused" : "unavailable";
        metrics.counter("hub.partner.tokens", "partner", "integrex", "outcome", outcome)
                .increment();
    }

    /** One that lives shortly is kept for nine tenths of its life. */
    private Token token(Tokens answered) {
        if (answered.getAccessToken() == null) {
            throw new PartnerUnwell(Reason.TOKEN_UNAVAILABLE, null, null);
        }
        long ends = answered.getAccessTokenExpiresAt();
        return new Token(answered.getAccessToken(), ends - Math.min(SECONDS_BEFORE_END, (ends - now()) / 10));
    }

    private static boolean isDone(CompletableFuture<Token> fetch) {
        return fetch.isDone() && !fetch.isCompletedExceptionally();
    }

    private boolean isStale(Token fetched) {
        return now() >= fetched.renewAt();
    }

    private long now() {
        return machine.instant().getEpochSecond();
    }
}
