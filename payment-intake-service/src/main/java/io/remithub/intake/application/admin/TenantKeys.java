package io.remithub.intake.application.admin;

import io.remithub.intake.application.KeyHash;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.domain.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

public interface TenantKeys {

    ApiKey add(TenantId tenant, String id, NewKey key, KeyHash hash, Instant now);

    long countActive(TenantId tenant, String label, Instant now);

    Optional<ApiKey> find(TenantId tenant, String key);

    Optional<ApiKey> lock(TenantId tenant, String key);

    /** Of a key that is locked. */
    ApiKey revoke(String key, Instant at);

    /** Likewise. */
    ApiKey limit(String key, @Nullable Integer requestsPerMinute);

    Page<ApiKey> page(TenantId tenant, Slice slice);

    /** What a key is to be: see {@link ApiKey}. */
    record NewKey(
            String label,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            @Nullable Integer requestsPerMinute) {}
}
