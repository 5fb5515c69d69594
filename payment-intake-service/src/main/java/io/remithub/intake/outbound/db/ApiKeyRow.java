package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.domain.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init")
class ApiKeyRow extends PanacheEntityBase {

    @Id
    String keyId;

    UUID tenantId;
    String hash;
    List<String> scopes;
    Instant createdAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant revokedAt;

    @Generated
    @Column(insertable = false, updatable = false)
    long place;

    String label;

    @Nullable
    LocalDate lastUsedOn;

    @Nullable
    Integer requestsPerMinute;

    Caller caller() {
        return new Caller(new TenantId(tenantId), keyId, Set.copyOf(scopes));
    }

    ApiKey key() {
        return new ApiKey(
                keyId,
                place,
                label,
                scopes.stream().map(Scope::of).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class))),
                createdAt,
                expiresAt,
                revokedAt,
                lastUsedOn,
                requestsPerMinute);
    }
}
