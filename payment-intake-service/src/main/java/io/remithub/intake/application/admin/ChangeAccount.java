package io.remithub.intake.application.admin;

import io.remithub.intake.application.admin.TenantAccounts.Revised;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongPredicate;

/** An account's payments are treated otherwise from now on. */
@ApplicationScoped
public class ChangeAccount {

    private final TenantAccounts accounts;
    private final AdminRecord adminRecord;

    ChangeAccount(TenantAccounts accounts, AdminRecord adminRecord) {
        this.accounts = accounts;
        this.adminRecord = adminRecord;
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Changed(Revised account) implements Outcome {}

        record NoSuchAccount() implements Outcome {}

        record ChangedSince(long revision) implements Outcome {}
    }

    /** @param seen whether this is the revision that the operator saw */
    @Transactional
    public Outcome handle(
            Instruction instruction, TenantId tenant, UUID account, LongPredicate seen, Account.Policy policy) {
        var found = accounts.lock(tenant, account);
        if (found.isEmpty()) {
            return new Outcome.NoSuchAccount();
        }
        var before = found.get();
        if (!seen.test(before.revision())) {
            return new Outcome.ChangedSince(before.revision());
        }
        if (before.account().policy().equals(policy)) {
            return new Outcome.Changed(before);
        }
        var after = accounts.change(account, policy);
        adminRecord.write(
                instruction,
                "account.change",
                tenant,
                account.toString(),
                before.account().policy(),
                policy);
        return new Outcome.Changed(after);
    }
}
