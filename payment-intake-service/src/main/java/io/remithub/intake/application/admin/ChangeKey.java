package io.remithub.intake.application.admin;

import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key is revoked, or may do more or less in a minute. Empty where the tenant has none by this id. */
@ApplicationScoped
public class ChangeKey {

    private final TenantKeys keys;
    private final AdminRecord adminRecord;
    private final Clock clock;

    ChangeKey(TenantKeys keys, AdminRecord adminRecord, Clock clock) {
        this.keys = keys;
        this.adminRecord = adminRecord;
        this.clock = clock;
    }

    /** For good. Revoked again, nothing happens. */
    @Transactional
    public Optional<ApiKey> revoke(Instruction instruction, TenantId tenant, String id) {
        return keys.lock(tenant, id).map(key -> {
            if (key.revokedAt() != null) {
                return key;
            }
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var revoked = keys.revoke(id, now);
            adminRecord.write(instruction, "key.revoke", tenant, id, key.status(now), revoked.status(now));
            return revoked;
        });
    }

    /** @param requestsPerMinute null: as many as the configuration says */
    @Transactional
    public Optional<ApiKey> limit(
            Instruction instruction, TenantId tenant, String id, @Nullable Integer requestsPerMinute) {
        return keys.lock(tenant, id).map(key -> {
            var limited = keys.limit(id, requestsPerMinute);
            adminRecord.write(instruction, "key.limit", tenant, id, limitOf(key), limitOf(limited));
            return limited;
        });
    }

    private static Object limitOf(ApiKey key) {
        return Collections.singletonMap("requestsPerMinute", key.requestsPerMinute());
    }
}
