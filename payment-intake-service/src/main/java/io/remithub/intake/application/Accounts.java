package io.remithub.intake.application;

import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;

public interface Accounts {

    Optional<Account> find(TenantId tenant, String shortCode, String subShortCode);
}
