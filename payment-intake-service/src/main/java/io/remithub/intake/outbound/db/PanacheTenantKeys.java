package io.remithub.intake.outbound.db;

import io.remithub.intake.application.KeyHash;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.application.admin.TenantKeys;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@DatabaseFailures
@Transactional
class PanacheTenantKeys implements TenantKeys {

    @Override
    public ApiKey add(TenantId tenant, String id, NewKey key, KeyHash hash, Instant now) {
        var row = new ApiKeyRow();
        row.keyId = id;
        row.tenantId = tenant.value();
        row.hash = hash.hex();
        row.label = key.label();
        row.scopes = key.scopes().stream().map(Scope::wire).toList();
        row.createdAt = now;
        row.expiresAt = key.expiresAt();
        row.requestsPerMinute = key.requestsPerMinute();
        row.persistAndFlush();
        return row.key();
    }

    @Override
    public long countActive(TenantId tenant, String label, Instant now) {
        return ApiKeyRow.count(
                "tenantId = ?1 and label = ?2 and revokedAt is null and (expiresAt is null or expiresAt > ?3)",
                tenant.value(),
                label,
                now);
    }

    @Override
    public Optional<ApiKey> find(TenantId tenant, String key) {
        return ApiKeyRow.<ApiKeyRow>find("tenantId = ?1 and keyId = ?2", tenant.value(), key)
                .firstResultOptional()
                .map(ApiKeyRow::key);
    }

    @Override
    public Optional<ApiKey> lock(TenantId tenant, String key) {
        return ApiKeyRow.<ApiKeyRow>find("tenantId = ?1 and keyId = ?2", tenant.value(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(ApiKeyRow::key);
    }

    @Override
    public ApiKey revoke(String key, Instant at) {
        var row = row(key);
        row.revokedAt = at;
        return row.key();
    }

    @Override
    public ApiKey limit(String key, @Nullable Integer requestsPerMinute) {
        var row = row(key);
        row.requestsPerMinute = requestsPerMinute;
        return row.key();
    }

    @Override
    public Page<ApiKey> page(TenantId tenant, Slice slice) {
        return Slices.page(
                ApiKeyRow.<ApiKeyRow>find(
                        "tenantId = ?1 and place > ?2 order by place", tenant.value(), Slices.number(slice)),
                slice,
                ApiKeyRow::key);
    }

    private static ApiKeyRow row(String key) {
        return ApiKeyRow.<ApiKeyRow>findByIdOptional(key).orElseThrow();
    }
}
