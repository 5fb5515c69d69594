package io.remithub.intake.application.admin;

import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;

public interface Tenants {

    /** False, and nothing done, where another bears the name. */
    boolean add(Tenant tenant);

    Optional<Tenant> find(TenantId id);

    /** Likewise; until the transaction ends, nobody else changes what is its own. */
    Optional<Tenant> lock(TenantId id);

    Page<Tenant> page(Slice slice);
}
