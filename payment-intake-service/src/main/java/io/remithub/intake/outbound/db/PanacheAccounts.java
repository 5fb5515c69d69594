package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Accounts;
import io.remithub.intake.config.IntakeConfig;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
@DatabaseFailures
class PanacheAccounts implements Accounts {

    private final ShortMemory<Name, Account> memory;

    PanacheAccounts(IntakeConfig config) {
        this.memory = new ShortMemory<>(config.remember());
    }

    @Override
    @Transactional
    public Optional<Account> find(TenantId tenant, String shortCode, String subShortCode) {
        return memory.get(new Name(tenant, shortCode, subShortCode), PanacheAccounts::read);
    }

    private static Optional<Account> read(Name name) {
        return AccountRow.<AccountRow>find(
                        "tenantId = ?1 and shortCode = ?2 and subShortCode = ?3",
                        name.tenant.value(),
                        name.shortCode,
                        name.subShortCode)
                .firstResultOptional()
                .map(AccountRow::account);
    }

    private record Name(TenantId tenant, String shortCode, String subShortCode) {}
}
