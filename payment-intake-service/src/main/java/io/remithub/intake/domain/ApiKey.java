package io.remithub.intake.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is administered: the secret itself is not among it, and nobody knows it any more.
 *
 * @param id public
 * @param place among the keys, in the order of creation
 * @param label the system that uses it
 * @param expiresAt null: never
 * @param lastUsedOn the day in UTC, null: never yet
 * @param requestsPerMinute null: as many as the configuration says
 */
public record ApiKey(
        String id,
        long place,
        String label,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable LocalDate lastUsedOn,
        @Nullable Integer requestsPerMinute) {

    /** So many of one label can be active: the old one and the new one, while a system changes over. */
    public static final int MOST_ACTIVE = 2;

    public Status status(Instant now) {
        if (revokedAt != null) {
            return Status.REVOKED;
        }
        return expiresAt != null && !expiresAt.isAfter(now) ? Status.EXPIRED : Status.ACTIVE;
    }

    /** Whether it opens the door. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }
}
