package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.application.admin.Tenants;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

@ApplicationScoped
@DatabaseFailures
@Transactional
class PanacheTenants implements Tenants {

    private final DataSource database;

    PanacheTenants(DataSource database) {
        this.database = database;
    }

    @Override
    public boolean add(Tenant tenant) {
        return Sql.update(
                        database,
                        "tenant",
                        "insert into tenant (tenant_id, name, created_at) values (?, ?, ?) on conflict (name) do nothing",
                        tenant.id().value(),
                        tenant.name(),
                        tenant.createdAt().atOffset(ZoneOffset.UTC))
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
