package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.Account;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init")
class AccountRow extends PanacheEntityBase {

    @Id
    UUID accountId;

    UUID tenantId;
    String shortCode;
    String subShortCode;
    boolean hold;

    @Enumerated(EnumType.STRING)
    Account.Balance balancePolicy;

    @Enumerated(EnumType.STRING)
    Account.ControlTotals controlTotals;

    @Enumerated(EnumType.STRING)
    Account.PostWhen postWhen;

    boolean dualControl;

    @Enumerated(EnumType.STRING)
    Account.AutoPost autoPost;

    @Nullable
    Long heldSlaSeconds;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Account.HoldRule> holdRules;

    boolean partialRelease;

    long revision;

    void treatedBy(Account.Policy policy) {
        hold = policy.hold();
        balancePolicy = policy.balance();
        controlTotals = policy.controlTotals();
        postWhen = policy.postWhen();
        dualControl = policy.dualControl();
        autoPost = policy.autoPost();
        heldSlaSeconds = policy.heldSla() == null ? null : policy.heldSla().toSeconds();
        holdRules = policy.holdRules();
        partialRelease = policy.partialRelease();
    }

    Account account() {
        var policy = new Account.Policy(
                hold,
                balancePolicy,
                controlTotals,
                postWhen,
                dualControl,
                autoPost,
                heldSlaSeconds == null ? null : Duration.ofSeconds(heldSlaSeconds),
                List.copyOf(holdRules),
                partialRelease);
        return new Account(accountId, shortCode, subShortCode, policy);
    }
}
