package io.remithub.intake.domain;

import io.remithub.intake.domain.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a remittance by the rules of the X12 835 (005010X221A1): its figures, its identifiers, its codes.
 *
 * @param findings in the order of the remittance, the whole at the end
 */
public record BalanceCheck(List<Finding> findings) {

    public static BalanceCheck of(Remittance remittance) {
        var findings = new ArrayList<Finding>();
        FigureRules.check(remittance, findings::add);
        IdentifierRules.check(remittance, findings::add);
        CodeRules.check(remittance, findings::add);
        findings.sort(Finding.BY_PLACE);
        return new BalanceCheck(List.copyOf(findings));
    }

    /** Whether the figures agree, so that nothing waits. */
    public boolean balances() {
        return findings.stream().noneMatch(finding -> finding.code().blocking());
    }

    /** Whether an account of this policy takes it. */
    public boolean passes(Account.Balance policy) {
        return policy != Account.Balance.REJECT
                || findings.stream().allMatch(finding -> finding.code().severity() == Severity.NOTE);
    }
}
