package io.remithub.sandbox.integrex;

import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Client credentials, in the form or in a Basic header, for a token. */
@ApplicationScoped
class IntegrexTokens {
    record Client(@Nullable String id, @Nullable String secret) {
        static Client of(@Nullable String authorization, @Nullable String formId, @Nullable String formSecret) {
            if (authorization == null || !authorization.startsWith("Basic ")) {
                return new Client(formId, formSecret);
            }
            try {
                var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                        .split(":", 2);
                return new Client(pair[0], pair.length > 1 ? pair[1] : null);
            } catch (IllegalArgumentException _) {
                return new Client(null, null);
            }
        }

        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    private final SandboxConfig.Integrex config;
    private final Tokens tokens;

    IntegrexTokens(SandboxConfig config, Clock clock) {
        this.config = config.integrex();
        this.tokens = new Tokens(clock);
    }

    boolean knows(Client client) {
        return admits(config.clientId(), client.id()) && admits(config.clientSecret(), client.secret());
    }

    String issue(Duration lifetime) {
        return tokens.issue(lifetime);
    }

    boolean admit(@Nullable String authorization) {
        return tokens.admits(authorization);
    }

    Duration lifetime() {
        return config.tokenLifetime();
    }

    private static boolean admits(Optional<String> expected, @Nullable String given) {
        return given != null && !given.isBlank() && expected.map(given::equals).orElse(true);
    }
}
