package io.remithub.intake.inbound.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Finding.Severity;
import io.remithub.intake.domain.Rejection.Unbalanced;
import io.remithub.intake.inbound.rest.body.Fault;
import java.util.List;

/** What the account refuses for its findings: all of them, and the places of those that it is refused for. */
final class BalanceProblems {

    private BalanceProblems() {}

    static HttpProblem of(List<Unbalanced> payments, ClaimPlaces places) {
        var findings = payments.stream()
                .flatMap(payment -> payment.findings().stream())
                .toList();
        var faults = payments.stream()
                .flatMap(payment -> payment.findings().stream()
                        .filter(finding -> finding.code().severity() != Severity.NOTE)
                        .map(finding -> new Fault(
                                pointer(payment.index(), finding, places),
                                finding.code().wire(),
                                finding.code().message())))
                .toList();
        boolean balances = findings.stream().noneMatch(finding -> finding.code().blocking());
        return (balances ? Problems.CODES_INVALID : Problems.OUT_OF_BALANCE)
                .because("The account takes only what has no such findings.")
                .with("findings", Bounded.of(findings, FindingJson::of))
                .with("errors", Bounded.of(faults, fault -> fault))
                .build();
    }

    private static String pointer(int index, Finding finding, ClaimPlaces places) {
        if (finding.claimIndex() == null || !places.hold(index)) {
            return places.payment(index);
        }
        String claim = places.claim(index, finding.claimIndex());
        return finding.lineIndex() == null ? claim : claim + "/loop2110/" + finding.lineIndex();
    }
}
