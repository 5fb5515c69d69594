package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    Caller caller() {
        return new Caller(new TenantId(tenantId), keyId, Set.copyOf(scopes));
    }
}
