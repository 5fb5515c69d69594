package io.remithub.poller.outbound.integrex;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.codes.Code;
import io.remithub.codes.CodeList;
import io.remithub.poller.domain.ClaimStatus;
import io.remithub.poller.domain.ClaimStatus.Check;
import io.remithub.poller.domain.ClaimStatus.Line;
import io.remithub.poller.domain.ClaimStatus.Reasoning;
import io.remithub.poller.domain.Meaning;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimInfoAnswerTest {

    private static final String ROW = """
            {"categoryCode":"F1","statusCode":"65","chargeAmt":"2000.00","paymentAmt":"1500.00","allowedAmount":1700.5,
             "coInsuranceAmount":150.25,"coPaymentAmount":"50.00","checkNumber":"CHK-9","checkDate":"2025-01-20",
             "checkStatus":"Issued","dateCheckCashed":"null","adjudicationDate":"2025-01-18","svcLine":1,
             "procedureCd":"99213","reasonSourceCd1":"X1","reasonSourceCd2":"N130","reasonSourceCd3":"45",
             "authorizationCaseld":"A-77","madeUpByTheVendor":{"deep":[1,2]}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "[%s]",
                "{\"data\":%s}",
                "{\"data\":[%s]}",
                "{\"results\":[%s]}",
                "{\"code\":true,\"data\":{\"results\":[%s]}}"
            })
    void every_wrapping_of_an_answer_reads_the_same(String wrapping) {
        var status = status(wrapping.formatted(ROW));

        assertThat(status.category()).isEqualTo("F1");
        assertThat(status.statusCode()).isEqualTo("65");
        assertThat(status.amounts()).isEqualTo(new ClaimStatus.Amounts(200_000L, 150_000L, 170_050L, 20_025L));
        assertThat(status.checks())
                .containsExactly(new Check("CHK-9", LocalDate.of(2025, 1, 20), "Issued", null, false));
        assertThat(status.adjudicatedOn()).isEqualTo(LocalDate.of(2025, 1, 18));
        assertThat(status.reasons())
                .containsExactly(
                        new Reasoning("INTERNAL", "X1"), new Reasoning("RARC", "N130"), new Reasoning("CARC", "45"));
        assertThat(status.lines()).extracting(Line::procedureCode).containsExactly("99213");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizationCaseId", "authorizationCaseld"})
    void the_authorization_is_read_under_both_spellings(String member) {
        assertThat(status("{\"categoryCode\":\"F1\",\"%s\":\"AUTH-1\"}".formatted(member))
                        .authorizationCaseId())
                .isEqualTo("AUTH-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dateCheckCashed\":\"null\"} | true",
                "{\"dateCheckCashed\":\"null\",\"checkStatus\":\"Issued\"} | false",
                "{\"dateCheckCashed\":null} | false",
                "{} | false"
            })
    void a_transfer_has_the_text_null_where_a_check_has_a_date_and_no_status_of_a_check(
            String row, boolean electronic) {
        var check = status(row.replaceFirst("}$", (row.length() > 2 ? "," : "") + "\"categoryCode\":\"F1\"}"))
                .checks()
                .getFirst();

        assertThat(check.electronic()).isEqualTo(electronic);
        assertThat(check.cashedOn()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_checks_for_one_claim_each_is_cashed_by_its_own_rows_alone(boolean cashedFirst) {
        var issued = check("CHK-A", "2025-01-20", "Issued", "null");
        var cashed = check("CHK-B", "2025-01-21", "Cashed", "2025-02-01");

        var status = status("[" + (cashedFirst ? cashed + "," + issued : issued + "," + cashed) + "]");

        assertThat(status.checks()).hasSize(2);
        assertThat(status.checksOf("CHK-A"))
                .containsExactly(new Check("CHK-A", LocalDate.of(2025, 1, 20), "Issued", null, false));
        assertThat(status.checksOf("CHK-B"))
                .containsExactly(
                        new Check("CHK-B", LocalDate.of(2025, 1, 21), "Cashed", LocalDate.of(2025, 2, 1), false));
        assertThat(status.checksOf("CHK-C")).extracting(Check::number).containsExactly("CHK-A");
        assertThat(status.checksOf(null)).isEqualTo(status.checks());
    }

    @Test
    void what_the_lines_of_one_check_say_of_it_comes_together() {
        var status = status("[" + check("CHK-A", "2025-01-20", "Issued", "null") + ","
                + check("CHK-A", "null", "null", "2025-02-01") + ",{\"categoryCode\":\"F1\"}]");

        assertThat(status.checks())
                .containsExactly(
                        new Check("CHK-A", LocalDate.of(2025, 1, 20), "Issued", LocalDate.of(2025, 2, 1), false));
    }

    @Test
    void amounts_that_every_line_repeats_are_the_claims() {
        var status = status("[" + line("F1", "2000.00", "1500.00") + "," + line("F1", "2000.00", "1500.00") + "]");

        assertThat(status.amounts().charge()).isEqualTo(200_000);
        assertThat(status.amounts().paid()).isEqualTo(150_000);
        assertThat(status.lines()).hasSize(2);
    }

    @Test
    void amounts_that_differ_are_the_lines_and_add_up() {
        var status = status("[" + line("F1", "1200.00", "1000.00") + "," + line("F1", "800.00", "500.00") + "]");

        assertThat(status.amounts().charge()).isEqualTo(200_000);
        assertThat(status.amounts().paid()).isEqualTo(150_000);
    }

    @Test
    void payments_that_differ_add_up_though_every_line_repeats_what_the_claim_was_charged() {
        var status = status("[" + line("F1", "2000.00", "1000.00") + "," + line("F1", "2000.00", "500.00") + "]");

        assertThat(status.amounts().charge()).isEqualTo(200_000);
        assertThat(status.amounts().paid()).isEqualTo(150_000);
    }

    @Test
    void equal_lines_that_add_up_to_what_was_billed_are_lines() {
        var status = status("[" + line("F1", "1000.00", "750.00") + "," + line("F1", "1000.00", "750.00") + "]");

        assertThat(status.amounts().charge()).isEqualTo(200_000);
        assertThat(status.amounts().paid()).isEqualTo(150_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "Forwarded", "Paid", "PENDING INFO FROM SAM SHEPHARD", "F", "F123", "1F"})
    void words_in_place_of_a_category_are_not_kept_and_decide_nothing(String words) {
        var status = status("{\"categoryCode\":\"%s\"}".formatted(words));

        assertThat(status.category()).isEqualTo("UNKNOWN");
        assertThat(status.meaning()).isEqualTo(Meaning.REJECTED);
        assertThat(status.lines()).extracting(Line::category).containsExactly("UNKNOWN");
    }

    @ParameterizedTest
    @EnumSource(
            value = CodeList.class,
            names = {"CLAIM_STATUS_CATEGORY", "CLAIM_STATUS", "CARC", "RARC"})
    void every_code_of_the_lists_is_read(CodeList list) {
        for (String code : list.codes().stream().map(Code::code).toList()) {
            var status = status("""
                    {"categoryCode":"%1$s","statusCode":"%1$s","reasonSourceCd3":"%1$s"}""".formatted(code));

            switch (list) {
                case CLAIM_STATUS_CATEGORY -> assertThat(status.category()).isEqualTo(code);
                case CLAIM_STATUS -> assertThat(status.statusCode()).isEqualTo(code);
                default -> assertThat(status.reasons()).containsExactly(new Reasoning("CARC", code));
            }
        }
    }

    @Test
    void words_in_place_of_a_status_or_a_reason_are_absent() {
        var status = status("""
                {"categoryCode":"F1","statusCode":"Sam Shephard","reasonSourceCd1":"SHEPHARD","reasonSourceCd3":"45"}""");

        assertThat(status.statusCode()).isNull();
        assertThat(status.reasons()).containsExactly(new Reasoning("CARC", "45"));
    }

    @Test
    void text_with_control_characters_is_absent_and_harms_nothing_else() {
        var status = status("""
                {"categoryCode":"F1","checkNumber":"CHK\\u0000-1","checkStatus":"Issued"}""");

        assertThat(status.checks()).containsExactly(new Check(null, null, "Issued", null, false));
        assertThat(read("{\"categoryCode\":\"F1\\u0000\"}").status(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"F1,P1,P1", "P1,F1,P1", "F1,F2,F1", "F1,D0,D0", "D0,P1,P1", "E1,P1,E1"})
    void of_lines_that_differ_the_one_that_is_furthest_from_final_speaks(String one, String other, String spoken) {
        var status = status("[" + line(one, "1.00", "1.00") + "," + line(other, "1.00", "1.00") + "]");

        assertThat(status.category()).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"12.30\"',1230",
        "12.3,1230",
        "12,1200",
        "0,0",
        "'\"-5.00\"',-500",
        "1e2,10000",
        "'\"$1,234.50\"',123450",
        "80.10,8010"
    })
    void money_is_read_through_its_decimal_text(String json, long cents) {
        assertThat(paid(json)).isEqualTo(cents);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"12.345\"",
                "\"n/a\"",
                "null",
                "\"null\"",
                "true",
                "{}",
                "[1]",
                "1e999999999",
                "1e-999999999",
                "\"1e2147483647\"",
                "99999999999999999999"
            })
    void what_is_no_amount_is_absent_and_harms_nothing_else(String json) {
        assertThat(paid(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not json", "[", "{\"id\":", "[]", "{}", "null", "42", "\"F1\"", "{\"categoryCode\":null}"})
    void what_is_no_answer_is_none(String body) {
        assertThat(read(body).status(0)).isEmpty();
        assertThat(read(body).ticketId()).isEmpty();
    }

    @Test
    void a_nest_without_end_is_no_answer() {
        assertThat(read("[".repeat(30_000)).status(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"ix-1\"}", "{\"data\":{\"id\":\"ix-1\"}}", "[{\"id\":\"ix-1\",\"more\":1}]"})
    void a_submission_is_answered_by_an_id(String body) {
        assertThat(read(body).ticketId()).contains("ix-1");
    }

    @Test
    void an_id_may_be_a_number() {
        assertThat(read("{\"id\":4711}").ticketId()).contains("4711");
    }

    private static Long paid(String json) {
        return status("{\"categoryCode\":\"F1\",\"paymentAmt\":%s}".formatted(json))
                .amounts()
                .paid();
    }

    private static String line(String category, String charge, String paid) {
        return "{\"categoryCode\":\"%s\",\"chargeAmt\":\"%s\",\"paymentAmt\":\"%s\"}".formatted(category, charge, paid);
    }

    private static String check(String number, String date, String status, String cashedOn) {
        return """
                {"categoryCode":"F1","checkNumber":"%s","checkDate":"%s","checkStatus":"%s","dateCheckCashed":"%s"}""".formatted(number, date, status, cashedOn);
    }

    private static ClaimStatus status(String body) {
        return read(body).status(200_000).orElseThrow();
    }

    private static ClaimInfoAnswer read(String body) {
        return ClaimInfoAnswer.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
