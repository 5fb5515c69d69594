package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.application.admin.TenantAccounts;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
@DatabaseFailures
@Transactional
class PanacheTenantAccounts implements TenantAccounts {

    private static final String TAKE_CODES = """
            insert into account (account_id, tenant_id, short_code, sub_short_code) values (?, ?, ?, ?)
            on conflict (tenant_id, short_code, sub_short_code) do nothing""";

    private final Sql sql;

    PanacheTenantAccounts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(TenantId tenant, Account account) {
        int added = sql.update(TAKE_CODES, account.id(), tenant.value(), account.shortCode(), account.subShortCode());
        if (added > 0) {
            row(account.id()).treatedBy(account.policy());
        }
        return added > 0;
    }

    @Override
    public Optional<Revised> find(TenantId tenant, UUID account) {
        return AccountRow.<AccountRow>find("tenantId = ?1 and accountId = ?2", tenant.value(), account)
                .firstResultOptional()
                .map(PanacheTenantAccounts::revised);
    }

    @Override
    public Optional<Revised> lock(TenantId tenant, UUID account) {
        return AccountRow.<AccountRow>find("tenantId = ?1 and accountId = ?2", tenant.value(), account)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(PanacheTenantAccounts::revised);
    }

    @Override
    public Revised change(UUID account, Account.Policy policy) {
        var row = row(account);
        row.treatedBy(policy);
        row.revision++;
        return revised(row);
    }

    @Override
    public Page<Revised> page(TenantId tenant, Slice slice) {
        return Slices.page(
                AccountRow.<AccountRow>find(
                        "tenantId = ?1 and accountId > ?2 order by accountId", tenant.value(), Slices.id(slice)),
                slice,
                PanacheTenantAccounts::revised);
    }

    private static AccountRow row(UUID account) {
        return AccountRow.<AccountRow>findByIdOptional(account).orElseThrow();
    }

    private static Revised revised(AccountRow row) {
        return new Revised(row.account(), row.revision);
    }
}
