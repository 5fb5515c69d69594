package io.remithub.intake.domain;

import static io.remithub.intake.domain.ARemittance.coded;
import static io.remithub.intake.domain.ARemittance.paidOn;
import static io.remithub.intake.domain.ARemittance.payment;
import static io.remithub.intake.domain.ARemittance.reason;
import static io.remithub.intake.domain.ARemittance.remark;
import static io.remithub.intake.domain.ARemittance.zero;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.intake.domain.ARemittance.AClaim;
import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Remittance.Adjustment;
import io.remithub.intake.domain.Remittance.Procedure;
import io.remithub.intake.domain.Remittance.Remark;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeRulesTest {

    private static final LocalDate DAY = LocalDate.of(2025, 1, 15);

    @Test
    void codes_that_are_on_their_lists_on_the_day_of_payment_are_no_finding() {
        var claim = adjusted(reason("CO", "45"), reason("PR", "1"), reason("OA", "23"), reason("PI", "97"))
                .with(remark("MA01"));

        found(paidOn(DAY, claim)).isEmpty();
    }

    @Test
    void a_group_a_reason_and_a_remark_that_are_on_no_list_are_found() {
        found(paidOn(DAY, adjusted(reason("ZZ", "45")))).containsExactly(Code.GROUP_CODE_UNKNOWN);
        found(paidOn(DAY, adjusted(reason("CO", "9999")))).containsExactly(Code.REASON_CODE_UNKNOWN);
        found(paidOn(DAY, zero().with(remark("12345")))).containsExactly(Code.REMARK_CODE_UNKNOWN);
    }

    @Test
    void a_code_that_was_not_valid_yet_is_found() {
        var before = LocalDate.of(2012, 1, 1);

        found(paidOn(before, adjusted(reason("CO", "253")))).containsExactly(Code.REASON_CODE_NOT_YET_VALID);
        found(paidOn(before, zero().with(remark("N640")))).containsExactly(Code.REMARK_CODE_NOT_YET_VALID);
    }

    @Test
    void a_code_that_was_no_longer_valid_is_found() {
        found(paidOn(DAY, adjusted(reason("CR", "45")))).containsExactly(Code.GROUP_CODE_NO_LONGER_VALID);
        found(paidOn(DAY, adjusted(reason("CO", "42")))).containsExactly(Code.REASON_CODE_NO_LONGER_VALID);
        found(paidOn(DAY, zero().with(remark("N14")))).containsExactly(Code.REMARK_CODE_NO_LONGER_VALID);
    }

    @Test
    void a_reversal_repeats_the_codes_of_what_it_reverses_and_may_carry_those_that_have_ended() {
        found(paidOn(DAY, adjusted(reason("CO", "42")).reversing())).isEmpty();
        found(paidOn(DAY, adjusted(reason("CO", "9999")).reversing())).containsExactly(Code.REASON_CODE_UNKNOWN);
    }

    @Test
    void without_a_payment_date_the_date_of_service_counts_and_without_both_only_the_list() {
        var claim = adjusted(reason("CO", "42"));

        found(payment("0", "0", claim.servedOn(DAY))).containsExactly(Code.REASON_CODE_NO_LONGER_VALID);
        found(payment("0", "0", claim.servedOn(LocalDate.of(2006, 1, 1)))).isEmpty();
        found(payment("0", "0", claim)).isEmpty();
        found(payment("0", "0", adjusted(reason("CO", "9999")))).containsExactly(Code.REASON_CODE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "96", "A1"})
    void a_reason_that_says_too_little_alone_needs_a_remark_beside_it_or_with_its_claim(String reason) {
        var alone = List.of(reason("CO", reason));

        found(paidOn(DAY, zero().with(coded(alone, List.of(), null)))).containsExactly(Code.REMARK_CODE_MISSING);
        found(paidOn(DAY, zero().with(coded(alone, List.of(), null, remark("N130")))))
                .isEmpty();
        found(paidOn(DAY, zero().with(coded(alone, List.of(), null)).with(remark("N130"))))
                .isEmpty();
        found(paidOn(DAY, zero().with(coded(alone, List.of(), null, new Remark("RX", "70")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"17, 2009-06-30", "125, 2013-10-31"})
    void so_did_reasons_that_have_ended(String reason, LocalDate day) {
        found(paidOn(day, adjusted(reason("CO", reason)))).containsExactly(Code.REMARK_CODE_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"AD, 99214", "AD, D120", "HC, 9921", "HC, 99214X", "NU, 45", "NU, 99214"})
    void a_procedure_code_that_is_none_of_the_set_that_its_qualifier_names_is_found(String qualifier, String code) {
        found(paidOn(DAY, performed(qualifier, code))).containsExactly(Code.PROCEDURE_CODE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"AD, D0120", "HC, 99214", "HC, 0001F", "HC, J1100", "NU, 0450", "NU, 450", "N4, anything"})
    void one_that_is_of_that_set_or_of_a_set_that_is_not_known_is_no_finding(String qualifier, String code) {
        found(paidOn(DAY, performed(qualifier, code))).isEmpty();
    }

    @Test
    void a_revenue_code_has_three_or_four_digits() {
        found(paidOn(DAY, zero().with(coded(List.of(), List.of(), "99214"))))
                .containsExactly(Code.REVENUE_CODE_INVALID);
        found(paidOn(DAY, zero().with(coded(List.of(), List.of(), "0450")))).isEmpty();
    }

    @Test
    void at_one_place_each_kind_of_finding_is_told_once() {
        var line = coded(List.of(reason("CO", "9998"), reason("CO", "9999")), List.of(), null);

        var findings =
                BalanceCheck.of(paidOn(DAY, zero().with(line).with(line))).findings();

        assertThat(findings).extracting(Finding::code).containsOnly(Code.REASON_CODE_UNKNOWN);
        assertThat(findings).extracting(Finding::lineIndex).containsExactly(0, 1);
    }

    @Test
    void no_code_makes_a_payment_wait_and_an_account_that_rejects_takes_none_of_them() {
        var check = BalanceCheck.of(paidOn(DAY, adjusted(reason("CO", "9999"))));

        assertThat(check.balances()).isTrue();
        assertThat(check.passes(Account.Balance.OFF)).isTrue();
        assertThat(check.passes(Account.Balance.WARN)).isTrue();
        assertThat(check.passes(Account.Balance.REJECT)).isFalse();
    }

    private static AClaim adjusted(Adjustment... adjustments) {
        return zero().with(coded(List.of(adjustments), List.of(), null));
    }

    private static AClaim performed(String qualifier, String code) {
        return zero().with(coded(List.of(), List.of(new Procedure(qualifier, code)), null));
    }

    private static ListAssert<Code> found(Remittance remittance) {
        return assertThat(BalanceCheck.of(remittance).findings().stream()
                .map(Finding::code)
                .toList());
    }
}
