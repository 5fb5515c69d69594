package io.remithub.poller.outbound.integrex;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.remithub.poller.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
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
    private @Nullable CompletableFuture<Tokens> tokens;

    AccessTokens(OidcClient client) {
        this.client = client;
    }

    String current() throws InterruptedException {
        try {
            return fetched().get().getAccessToken();
        } catch (ExecutionException unwell) {
            throw new PartnerUnwell(Reason.TOKEN_UNAVAILABLE, null, null);
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
            tokens = client.getTokens().subscribeAsCompletionStage();
        }
        return tokens;
    }

    private static boolean isDone(CompletableFuture<Tokens> fetch) {
        return fetch.isDone() && !fetch.isCompletedExceptionally();
    }

    private static boolean isStale(Tokens tokens) {
        return tokens.isAccessTokenExpired() || tokens.isAccessTokenWithinRefreshInterval();
    }
}
