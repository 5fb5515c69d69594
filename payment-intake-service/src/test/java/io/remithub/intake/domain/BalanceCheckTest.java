package io.remithub.intake.domain;

import static io.remithub.intake.domain.ARemittance.cas;
import static io.remithub.intake.domain.ARemittance.claim;
import static io.remithub.intake.domain.ARemittance.line;
import static io.remithub.intake.domain.ARemittance.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.remithub.intake.domain.Finding.Code;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

class BalanceCheckTest {

    @Test
    void a_remittance_balances_when_lines_claims_and_provider_adjustments_add_up() {
        var first = claim(0, "2000.00", "1500.00", "100.00")
                .with(line("1200.00", "900.00", cas("CO", "250.00"), cas("PR", "50.00")))
                .with(line("800.00", "600.00", cas("CO", "150.00"), cas("PR", "50.00")));
        var second = claim(1, "700.00", "479.81", "100.00")
                .with(line("700.00", "479.81", cas("CO", "120.19"), cas("PR", "100.00")));

        findings(payment("1754.98", "224.83", first, second)).isEmpty();
    }

    @Test
    void a_line_whose_charge_less_adjustments_is_not_its_payment_is_found_with_both_figures() {
        var claim = claim(0, "100.00", "80.00", "0").with(line("100.00", "80.00", cas("CO", "41.08")));

        findings(payment("80.00", "0", claim))
                .containsExactly(
                        tuple(Code.LINE_OUT_OF_BALANCE, 0, 0, 58_92L, 80_00L),
                        tuple(Code.CLAIM_OUT_OF_BALANCE, 0, null, 58_92L, 80_00L));
    }

    @Test
    void a_claim_whose_lines_do_not_add_up_to_its_charge_and_payment_is_found() {
        var claim = claim(0, "150.00", "130.00", "0").with(line("100.00", "80.00", cas("CO", "20.00")));

        findings(payment("130.00", "0", claim))
                .containsExactly(
                        tuple(Code.CLAIM_CHARGE_DIFFERS_FROM_LINES, 0, null, 100_00L, 150_00L),
                        tuple(Code.CLAIM_PAYMENT_DIFFERS_FROM_LINES, 0, null, 80_00L, 130_00L));
    }

    @Test
    void adjustments_of_the_claim_itself_count_on_the_claim_and_not_on_its_lines() {
        var claim = claim(0, "100.00", "70.00", "0")
                .with(cas("CO", "10.00"))
                .with(line("100.00", "80.00", cas("CO", "20.00")));

        findings(payment("70.00", "0", claim)).isEmpty();
    }

    @Test
    void a_denied_claim_without_lines_balances_by_its_own_adjustments() {
        findings(payment("0", "0", claim(0, "100.00", "0", "0").with(cas("CO", "100.00"))))
                .isEmpty();
        findings(payment("0", "0", claim(0, "100.00", "0", "0")))
                .containsExactly(tuple(Code.CLAIM_OUT_OF_BALANCE, 0, null, 100_00L, 0L));
    }

    @Test
    void a_reversal_balances_with_every_sign_turned() {
        var reversal = claim(0, "-100.00", "-80.00", "0").with(line("-100.00", "-80.00", cas("CO", "-20.00")));
        var correction = claim(1, "100.00", "90.00", "0").with(line("100.00", "90.00", cas("CO", "10.00")));

        findings(payment("10.00", "0", reversal, correction)).isEmpty();
    }

    @Test
    void a_net_negative_remittance_is_carried_forward_by_a_negative_provider_adjustment() {
        var reversal = claim(0, "-100.00", "-80.00", "0").with(line("-100.00", "-80.00", cas("CO", "-20.00")));

        findings(payment("0", "-80.00", reversal)).isEmpty();
    }

    @Test
    void claims_less_provider_adjustments_that_are_not_the_amount_are_found_on_the_transaction() {
        var claim = claim(0, "100.00", "80.00", "0").with(line("100.00", "80.00", cas("CO", "20.00")));

        findings(payment("100.00", "5.00", claim))
                .containsExactly(tuple(Code.TRANSACTION_OUT_OF_BALANCE, null, null, 75_00L, 100_00L));
    }

    @Test
    void patient_responsibility_that_differs_from_the_pr_adjustments_is_reported_and_blocks_nothing() {
        var claim = claim(0, "100.00", "80.00", "25.00").with(line("100.00", "80.00", cas("PR", "20.00")));

        var check = BalanceCheck.of(payment("80.00", "0", claim));

        assertThat(check.balances()).isTrue();
        findings(payment("80.00", "0", claim))
                .containsExactly(tuple(Code.PATIENT_RESPONSIBILITY_DIFFERS, 0, null, 20_00L, 25_00L));
    }

    @Test
    void another_number_of_claims_than_declared_is_found_and_blocks() {
        var one = payment("0", "0", claim(0, "0", "0", "0"));
        var declaredTwo = new Remittance(
                "R", null, null, null, Money.ZERO, null, one.payee(), 2, one.claims(), List.of(), List.of());

        findings(declaredTwo).containsExactly(tuple(Code.CLAIM_COUNT_DIFFERS, null, null, 1L, 2L));
        assertThat(BalanceCheck.of(declaredTwo).balances()).isFalse();
    }

    @Test
    void a_cutoff_after_the_payment_date_is_reported_only() {
        var day = LocalDate.of(2025, 1, 15);
        var remittance = new Remittance(
                "R",
                null,
                day,
                day.plusDays(1),
                Money.ZERO,
                null,
                payment("0", "0").payee(),
                0,
                List.of(),
                List.of(),
                List.of());

        findings(remittance).containsExactly(tuple(Code.CUTOFF_AFTER_PAYMENT_DATE, null, null, null, null));
        assertThat(BalanceCheck.of(remittance).balances()).isTrue();
    }

    private static ListAssert<org.assertj.core.groups.Tuple> findings(Remittance remittance) {
        return assertThat(BalanceCheck.of(remittance).findings().stream()
                .map(it -> tuple(it.code(), it.claimIndex(), it.lineIndex(), it.expected(), it.actual()))
                .toList());
    }
}
