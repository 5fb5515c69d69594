package io.remithub.sandbox.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that one partner has issued. A restart forgets them: clients must fetch new ones on a 401. */
public final class Tokens {
    private static final String BEARER = "Bearer ";

    private final Clock clock;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    public Tokens(Clock clock) {
        this.clock = clock;
    }

    public String issue(Duration lifetime) {
        expiries.values().removeIf(expiry -> expiry.isBefore(clock.instant()));
        var token = UUID.randomUUID().toString();
        expiries.put(token, clock.instant().plus(lifetime));
        return token;
    }

    public boolean admits(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        var expiry = expiries.get(authorization.substring(BEARER.length()).trim());
        return expiry != null && expiry.isAfter(clock.instant());
    }
}
