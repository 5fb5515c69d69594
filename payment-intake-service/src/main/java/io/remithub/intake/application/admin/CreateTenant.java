package io.remithub.intake.application.admin;

import com.github.f4b6a3.uuid.UuidCreator;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Another organisation is served. */
@ApplicationScoped
public class CreateTenant {

    private final Tenants tenants;
    private final AdminRecord adminRecord;
    private final Clock clock;

    CreateTenant(Tenants tenants, AdminRecord adminRecord, Clock clock) {
        this.tenants = tenants;
        this.adminRecord = adminRecord;
        this.clock = clock;
    }

    /** Empty where another tenant bears the name. */
    @Transactional
    public Optional<Tenant> handle(Instruction instruction, String name) {
        var id = new TenantId(UuidCreator.getTimeOrderedEpoch());
        var tenant = new Tenant(id, name, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!tenants.add(tenant)) {
            return Optional.empty();
        }
        adminRecord.write(instruction, "tenant.create", id, id.toString(), null, tenant);
        return Optional.of(tenant);
    }
}
