package io.remithub.intake.domain;

import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.intake.domain.Remittance.Line;
import io.remithub.intake.domain.Remittance.ProviderAdjustment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The balance rules of the X12 835 (005010X221A1), on lines, claims and the whole. AMT, TS2, TS3, MIA and MOA are
 * informational and never balanced.
 *
 * @param findings in the order of the remittance, the whole at the end
 */
public record BalanceCheck(List<Finding> findings) {

    private static final String PATIENT_RESPONSIBILITY = "PR";

    public static BalanceCheck of(Remittance remittance) {
        var check = new ArrayList<Finding>();
        remittance.claims().forEach(claim -> checkClaim(claim, check));
        checkTransaction(remittance, check);
        return new BalanceCheck(List.copyOf(check));
    }

    /** Whether anything in it may hold the payment up. */
    public boolean balances() {
        return findings.stream().noneMatch(finding -> finding.code().blocking());
    }

    private static void checkClaim(Claim claim, Collection<Finding> findings) {
        for (int line = 0; line < claim.lines().size(); line++) {
            checkLine(claim, line, findings);
        }
        Money ofClaim = total(claim.adjustments().stream());
        Money ofLines = total(linesAdjustments(claim));
        compare(Code.CLAIM_OUT_OF_BALANCE, claim, claim.charge().minus(ofClaim).minus(ofLines), claim.paid(), findings);
        if (!claim.lines().isEmpty()) {
            Money charges = Money.sum(claim.lines().stream().map(Line::charge));
            Money payments = Money.sum(claim.lines().stream().map(Line::paid));
            compare(Code.CLAIM_CHARGE_DIFFERS_FROM_LINES, claim, charges, claim.charge(), findings);
            compare(Code.CLAIM_PAYMENT_DIFFERS_FROM_LINES, claim, payments.minus(ofClaim), claim.paid(), findings);
        }
        Money share = total(Stream.concat(claim.adjustments().stream(), linesAdjustments(claim))
                .filter(adjustment -> adjustment.groupCode().equals(PATIENT_RESPONSIBILITY)));
        compare(Code.PATIENT_RESPONSIBILITY_DIFFERS, claim, share, claim.patientResponsibility(), findings);
    }

    private static void checkLine(Claim claim, int index, Collection<Finding> findings) {
        Line line = claim.lines().get(index);
        Money expected = line.charge().minus(total(line.adjustments().stream()));
        if (!expected.equals(line.paid())) {
            findings.add(new Finding(
                    Code.LINE_OUT_OF_BALANCE,
                    claim.index(),
                    index,
                    expected.cents(),
                    line.paid().cents()));
        }
    }

    private static void checkTransaction(Remittance remittance, Collection<Finding> findings) {
        Money paid = Money.sum(remittance.claims().stream().map(Claim::paid));
        Money adjusted = Money.sum(remittance.providerAdjustments().stream().map(ProviderAdjustment::amount));
        Money expected = paid.minus(adjusted);
        if (!expected.equals(remittance.amount())) {
            findings.add(new Finding(
                    Code.TRANSACTION_OUT_OF_BALANCE,
                    null,
                    null,
                    expected.cents(),
                    remittance.amount().cents()));
        }
        if (remittance.declaredClaims() != remittance.claims().size()) {
            findings.add(new Finding(
                    Code.CLAIM_COUNT_DIFFERS,
                    null,
                    null,
                    (long) remittance.claims().size(),
                    (long) remittance.declaredClaims()));
        }
        var cutoff = remittance.adjudicationCutoff();
        var paymentDate = remittance.paymentDate();
        if (cutoff != null && paymentDate != null && cutoff.isAfter(paymentDate)) {
            findings.add(new Finding(Code.CUTOFF_AFTER_PAYMENT_DATE, null, null, null, null));
        }
    }

    private static void compare(Code code, Claim claim, Money expected, Money actual, Collection<Finding> findings) {
        if (!Objects.equals(expected, actual)) {
            findings.add(new Finding(code, claim.index(), null, expected.cents(), actual.cents()));
        }
    }

    private static Money total(Stream<Adjustment> adjustments) {
        return Money.sum(adjustments.map(Adjustment::amount));
    }

    private static Stream<Adjustment> linesAdjustments(Claim claim) {
        return claim.lines().stream().flatMap(line -> line.adjustments().stream());
    }
}
