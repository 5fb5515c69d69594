package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.domain.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "tenant")
@SuppressWarnings("NullAway.Init")
class TenantRow extends PanacheEntityBase {

    @Id
    UUID tenantId;

    String name;
    Instant createdAt;

    Tenant tenant() {
        return new Tenant(new TenantId(tenantId), name, createdAt);
    }
}
