package io.remithub.intake.domain;

import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Finding.Place;
import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Claim;
import io.remithub.intake.domain.Remittance.Line;
import io.remithub.intake.domain.Remittance.ProviderAdjustment;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The balance of lines, claims and the whole. AMT, TS2, MIA and MOA are informational and never looked at; of TS3, the
 * count is.
 */
final class FigureRules {

    private static final String PATIENT_RESPONSIBILITY = "PR";

    private FigureRules() {}

    static void check(Remittance remittance, Consumer<Finding> found) {
        remittance.claims().forEach(claim -> claim(claim, found));
        whole(remittance, found);
    }

    private static void claim(Claim claim, Consumer<Finding> found) {
        for (int line = 0; line < claim.lines().size(); line++) {
            line(claim.lines().get(line), new Place(claim.index(), line), found);
        }
        var place = new Place(claim.index(), null);
        Money ofClaim = total(claim.adjustments().stream());
        Money ofLines = total(linesAdjustments(claim));
        compare(Code.CLAIM_OUT_OF_BALANCE, place, claim.charge().minus(ofClaim).minus(ofLines), claim.paid(), found);
        if (!claim.lines().isEmpty()) {
            Money charges = Money.sum(claim.lines().stream().map(Line::charge));
            Money payments = Money.sum(claim.lines().stream().map(Line::paid));
            compare(Code.CLAIM_CHARGE_DIFFERS_FROM_LINES, place, charges, claim.charge(), found);
            compare(Code.CLAIM_PAYMENT_DIFFERS_FROM_LINES, place, payments.minus(ofClaim), claim.paid(), found);
        }
        Money share = total(Stream.concat(claim.adjustments().stream(), linesAdjustments(claim))
                .filter(adjustment -> adjustment.groupCode().equals(PATIENT_RESPONSIBILITY)));
        compare(Code.PATIENT_RESPONSIBILITY_DIFFERS, place, share, claim.patientResponsibility(), found);
    }

    private static void line(Line line, Place place, Consumer<Finding> found) {
        Money expected = line.charge().minus(total(line.adjustments().stream()));
        compare(Code.LINE_OUT_OF_BALANCE, place, expected, line.paid(), found);
    }

    private static void whole(Remittance remittance, Consumer<Finding> found) {
        Money paid = Money.sum(remittance.claims().stream().map(Claim::paid));
        Money adjusted = Money.sum(remittance.providerAdjustments().stream().map(ProviderAdjustment::amount));
        compare(Code.TRANSACTION_OUT_OF_BALANCE, Place.WHOLE, paid.minus(adjusted), remittance.amount(), found);
        int claims = remittance.claims().size();
        if (remittance.declaredClaims() != claims) {
            found.accept(Finding.of(Code.CLAIM_COUNT_DIFFERS, Place.WHOLE, claims, remittance.declaredClaims()));
        }
        remittance.summaries().stream()
                .filter(summary -> summary.declaredClaims() != summary.claims())
                .forEach(summary -> found.accept(Finding.of(
                        Code.PROVIDER_SUMMARY_COUNT_DIFFERS, Place.WHOLE, summary.claims(), summary.declaredClaims())));
        var cutoff = remittance.adjudicationCutoff();
        var paymentDate = remittance.paymentDate();
        if (cutoff != null && paymentDate != null && cutoff.isAfter(paymentDate)) {
            found.accept(Finding.of(Code.CUTOFF_AFTER_PAYMENT_DATE, Place.WHOLE));
        }
    }

    private static void compare(Code code, Place place, Money expected, Money actual, Consumer<Finding> found) {
        if (!expected.equals(actual)) {
            found.accept(Finding.of(code, place, expected.cents(), actual.cents()));
        }
    }

    private static Money total(Stream<Adjustment> adjustments) {
        return Money.sum(adjustments.map(Adjustment::amount));
    }

    private static Stream<Adjustment> linesAdjustments(Claim claim) {
        return claim.lines().stream().flatMap(line -> line.adjustments().stream());
    }
}
