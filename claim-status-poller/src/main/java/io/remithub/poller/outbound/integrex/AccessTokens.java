package io.remithub.poller.outbound.integrex;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    private final OidcClient client;
    private final Duration longest;
    private final MeterRegistry metrics;
    private @Nullable CompletableFuture<Tokens> tokens;

    AccessTokens(OidcClient client, IntegrexConfig config, MeterRegistry metrics) {
        this.client = client;
        this.longest = config.timeout();
        this.metrics = metrics;
    }

    /**
     * @throws CredentialRefused when the token endpoint does not know us
     * @throws PartnerUnwell when it gives no token for another reason
     */
    String current() throws InterruptedException {
        try {
            return fetched().get().getAccessToken();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CredentialRefused refused
                    ? refused
                    : new PartnerUnwell(Reason.TOKEN_UNAVAILABLE, null, null);
        }
    }

    /** The clearinghouse refuses this token: unless it has been replaced already, the next one is fetched. */
    synchronized void refused(String accessToken) {
        if (tokens != null && isDone(tokens) && tokens.join().getAccessToken().equals(accessToken)) {
            tokens = null;
        }
    }

    private synchronized CompletableFuture<Tokens> fetched() {
        if (tokens == null || tokens.isCompletedExceptionally() || (isDone(tokens) && isStale(tokens.join()))) {
            // Unless it ends, a fetch that hangs would be waited for by everybody, for ever.
            tokens = client.getTokens()
                    .ifNoItem()
                    .after(longest)
                    .fail()
                    .invoke(AccessTokens::requireToken)
                    .onItemOrFailure()
                    .invoke((_, failure) -> count(failure))
                    .subscribeAsCompletionStage();
        }
        return tokens;
    }

    private void count(@Nullable Throwable failure) {
        String outcome = failure == null ? "fetched" : failure instanceof CredentialRefused ? "refused" : "unavailable";
        metrics.counter("hub.partner.tokens", "partner", "integrex", "outcome", outcome)
                .increment();
    }

    private static void requireToken(Tokens answered) {
        if (answered.getAccessToken() == null) {
            throw new PartnerUnwell(Reason.TOKEN_UNAVAILABLE, null, null);
        }
    }

    private static boolean isDone(CompletableFuture<Tokens> fetch) {
        return fetch.isDone() && !fetch.isCompletedExceptionally();
    }

    private static boolean isStale(Tokens tokens) {
        return tokens.isAccessTokenExpired() || tokens.isAccessTokenWithinRefreshInterval();
    }
}
