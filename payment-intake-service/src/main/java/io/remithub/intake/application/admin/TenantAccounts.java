package io.remithub.intake.application.admin;

import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;
import java.util.UUID;

public interface TenantAccounts {

    /** False, and nothing done, where another of the tenant bears the two codes. */
    boolean add(TenantId tenant, Account account);

    Optional<Revised> find(TenantId tenant, UUID account);

    Optional<Revised> lock(TenantId tenant, UUID account);

    /** Of an account that is locked: what it is from now on. */
    Revised change(UUID account, Account.Policy policy);

    Page<Revised> page(TenantId tenant, Slice slice);

    /** An account as it stands after so many changes. */
    record Revised(Account account, long revision) {}
}
