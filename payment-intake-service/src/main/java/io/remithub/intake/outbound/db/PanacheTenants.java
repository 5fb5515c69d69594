package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.application.admin.Tenants;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
@DatabaseFailures
@Transactional
class PanacheTenants implements Tenants {

    private final Sql sql;

    PanacheTenants(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Tenant tenant) {
        return sql.update(
                        "insert into tenant (tenant_id, name, created_at) values (?, ?, ?) on conflict (name) do nothing",
                        tenant.id().value(),
                        tenant.name(),
                        tenant.createdAt())
                > 0;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return TenantRow.<TenantRow>findByIdOptional(id.value()).map(TenantRow::tenant);
    }

    @Override
    public Optional<Tenant> lock(TenantId id) {
        return TenantRow.<TenantRow>findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(TenantRow::tenant);
    }

    @Override
    public Page<Tenant> page(Slice slice) {
        return Slices.page(
                TenantRow.find("tenantId > ?1 order by tenantId", Slices.id(slice)), slice, TenantRow::tenant);
    }
}
