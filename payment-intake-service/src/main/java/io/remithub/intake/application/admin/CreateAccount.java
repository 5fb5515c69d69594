package io.remithub.intake.application.admin;

import com.github.f4b6a3.uuid.UuidCreator;
import io.remithub.intake.application.admin.TenantAccounts.Revised;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A tenant gets an account. */
@ApplicationScoped
public class CreateAccount {

    private final Tenants tenants;
    private final TenantAccounts accounts;
    private final AdminRecord adminRecord;

    CreateAccount(Tenants tenants, TenantAccounts accounts, AdminRecord adminRecord) {
        this.tenants = tenants;
        this.accounts = accounts;
        this.adminRecord = adminRecord;
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Created(Revised account) implements Outcome {}

        record NoSuchTenant() implements Outcome {}

        record CodesTaken() implements Outcome {}
    }

    @Transactional
    public Outcome handle(
            Instruction instruction, TenantId tenant, String shortCode, String subShortCode, Account.Policy policy) {
        if (tenants.find(tenant).isEmpty()) {
            return new Outcome.NoSuchTenant();
        }
        var account = new Account(UuidCreator.getTimeOrderedEpoch(), shortCode, subShortCode, policy);
        if (!accounts.add(tenant, account)) {
            return new Outcome.CodesTaken();
        }
        adminRecord.write(instruction, "account.create", tenant, account.id().toString(), null, account);
        return new Outcome.Created(new Revised(account, 1));
    }
}
