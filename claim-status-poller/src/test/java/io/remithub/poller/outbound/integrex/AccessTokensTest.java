package io.remithub.poller.outbound.integrex;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"7200, 6900", "3600, 3300", "300, 270", "60, 54"})
    void a_token_is_renewed_before_it_ends_and_kept_until_then(int life, int kept) throws InterruptedException {
        var issuer = new Issuer(life);
        var tokens = new AccessTokens(issuer, Duration.ofSeconds(3), new SimpleMeterRegistry(), () -> now);

        assertThat(tokens.current()).isEqualTo("token-1");
        now = now.plusSeconds(kept - 1);
        assertThat(tokens.current()).isEqualTo("token-1");
        now = now.plusSeconds(1);
        assertThat(tokens.current()).isEqualTo("token-2");
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    /** Issues one token after the other. */
    private final class Issuer implements OidcClient {

        private final int life;
        private int issued;

        private Issuer(int life) {
            this.life = life;
        }

        @Override
        public Uni<Tokens> getTokens(Map<String, String> parameters) {
            return Uni.createFrom()
                    .item(() -> new Tokens(
                            "token-" + ++issued,
                            now.getEpochSecond() + life,
                            null,
                            null,
                            null,
                            new JsonObject(),
                            "hub"));
        }

        @Override
        public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
