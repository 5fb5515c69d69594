package io.remithub.intake.application;

import io.remithub.intake.config.RateLimitConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key's requests are limited by the minute, whichever replicas it asks. Each replica takes a twentieth of the limit at
 * a time from the bucket that all share, so that one request in many costs a round trip. What a replica has taken it may
 * let in up to a minute later: in a minute, n replicas let in at most n twentieths more than one would, and a key that
 * stays n twentieths below its limit is never refused.
 */
@ApplicationScoped
public class LimitRequests {

    private static final int LEASES = 20;
    private static final int ROOM = 10_000;

    private final ConcurrentHashMap<Limited, Lease> leases = new ConcurrentHashMap<>();
    private final TokenBuckets buckets;
    private final int usual;
    private final Clock clock;

    LimitRequests(TokenBuckets buckets, RateLimitConfig config, Clock clock) {
        this.buckets = buckets;
        this.usual = config.requestsPerMinute();
        this.clock = clock;
    }

    /** Empty where the request is let in; else how long to wait. */
    public Optional<Duration> take(ApiKeys.Known key) {
        var own = key.requestsPerMinute();
        var limited = new Limited(key.caller().keyId(), own == null ? usual : own);
        if (leases.size() >= ROOM) {
            leases.clear();
        }
        return leases.computeIfAbsent(limited, _ -> new Lease())
                .take(clock, () -> buckets.take(limited.bucket(), limited.perMinute, limited.lease()));
    }

    /** Another limit is another bucket. */
    private record Limited(String keyId, int perMinute) {

        String bucket() {
            return keyId + "/" + perMinute;
        }

        int lease() {
            return Math.max(1, perMinute / LEASES);
        }
    }
}
