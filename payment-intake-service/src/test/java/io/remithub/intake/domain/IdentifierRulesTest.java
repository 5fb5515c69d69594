package io.remithub.intake.domain;

import static io.remithub.intake.domain.ARemittance.named;
import static io.remithub.intake.domain.ARemittance.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.remithub.intake.domain.Finding.Code;
import io.remithub.intake.domain.Finding.Level;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierRulesTest {

    private static final String TIN = "786532990";
    private static final String NPI = "1234567893";

    @ParameterizedTest
    @ValueSource(strings = {"1234567893", "1134673957", "1245319599", "2000000002"})
    void an_npi_is_ten_digits_begins_with_1_or_2_and_ends_with_the_luhn_digit_over_80840_and_itself(String npi) {
        assertThat(IdentifierRules.isNpi(npi)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234567890", "1234567894", "2134567893", "3234567891", "123456789", "12345678930", "", "x"})
    void what_is_anything_else_is_none(String npi) {
        assertThat(IdentifierRules.isNpi(npi)).isFalse();
    }

    @Test
    void of_an_npi_no_digit_can_be_another() {
        for (int place = 1; place < NPI.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                var other = NPI.substring(0, place) + digit + NPI.substring(place + 1);
                assertThat(IdentifierRules.isNpi(other)).as(other).isEqualTo(other.equals(NPI));
            }
        }
    }

    @Test
    void the_payees_npi_that_is_none_is_found() {
        findings(named(TIN, "1234567890", null)).containsExactly(tuple(Code.NPI_INVALID, Level.TRANSACTION, null));
        findings(named(TIN, NPI, null)).isEmpty();
        findings(named(TIN, null, null)).isEmpty();
    }

    @Test
    void a_provider_whose_payment_is_adjusted_and_whose_npi_is_none_is_found_unless_the_number_is_of_another_kind() {
        findings(named(TIN, NPI, "1234567890")).containsExactly(tuple(Code.NPI_INVALID, Level.TRANSACTION, null));
        findings(named(TIN, NPI, "786532990")).isEmpty();
    }

    @Test
    void a_rendering_provider_whose_npi_is_none_is_found_at_the_claim() {
        findings(named(TIN, NPI, null, zero().renderedBy("1234567890")))
                .containsExactly(tuple(Code.NPI_INVALID, Level.CLAIM, 0));
        findings(named(TIN, NPI, null, zero().renderedBy(NPI))).isEmpty();
    }

    @Test
    void a_tin_is_nine_digits_that_are_given_out() {
        findings(named("000123456", NPI, null)).containsExactly(tuple(Code.TIN_INVALID, Level.TRANSACTION, null));
        findings(named("012345678", NPI, null)).isEmpty();
    }

    private static ListAssert<Tuple> findings(Remittance remittance) {
        return assertThat(BalanceCheck.of(remittance).findings().stream()
                .map(it -> tuple(it.code(), it.level(), it.claimIndex()))
                .toList());
    }
}
