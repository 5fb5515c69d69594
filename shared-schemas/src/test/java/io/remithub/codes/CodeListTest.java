package io.remithub.codes;

import static io.remithub.codes.CodeList.ADJUSTMENT_GROUP;
import static io.remithub.codes.CodeList.CARC;
import static io.remithub.codes.CodeList.CLAIM_STATUS;
import static io.remithub.codes.CodeList.CLAIM_STATUS_CATEGORY;
import static io.remithub.codes.CodeList.RARC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeListTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 1, 15);

    @ParameterizedTest
    @CsvSource({"CARC, 405", "RARC, 1167", "ADJUSTMENT_GROUP, 5", "CLAIM_STATUS_CATEGORY, 47", "CLAIM_STATUS, 682"})
    void a_list_holds_what_its_note_says(CodeList list, int codes) {
        assertThat(list.codes()).hasSize(codes);
    }

    @ParameterizedTest
    @EnumSource(CodeList.class)
    void every_code_ends_after_it_began_and_is_written_as_the_standard_writes_codes(CodeList list) {
        assertThat(list.codes()).allSatisfy(code -> {
            assertThat(code.code()).matches("[A-Z0-9]{1,5}");
            if (code.from() != null && code.until() != null) {
                assertThat(code.until()).isAfter(code.from());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "carc, https://x12.org/codes/claim-adjustment-reason-codes",
        "rarc, https://x12.org/codes/remittance-advice-remark-codes",
        "adjustment-groups, 005010X221A1",
        "claim-status-categories, https://x12.org/codes/claim-status-category-codes",
        "claim-status, https://x12.org/codes/claim-status-codes"
    })
    void every_list_names_its_publisher_and_its_day(String file, String source) throws IOException {
        try (var stream = CodeList.class.getResourceAsStream("/codes/" + file + ".csv")) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Publisher: ", source, "\n# As of: ");
        }
    }

    @Test
    void codes_in_use_are_found() {
        assertThat(Stream.of("1", "2", "3", "45", "96", "97", "253", "A1", "B7", "P1"))
                .allMatch(code -> CARC.find(code, TODAY).isPresent());
        assertThat(Stream.of("M15", "MA01", "MA130", "N130", "N362"))
                .allMatch(code -> RARC.find(code, TODAY).isPresent());
        assertThat(Stream.of("CO", "PR", "OA", "PI"))
                .allMatch(code -> ADJUSTMENT_GROUP.find(code, TODAY).isPresent());
        assertThat(Stream.of("A1", "P3", "F1", "F3F", "R16", "D0", "E4"))
                .allMatch(code -> CLAIM_STATUS_CATEGORY.find(code, TODAY).isPresent());
        assertThat(Stream.of("0", "20", "65", "107"))
                .allMatch(code -> CLAIM_STATUS.find(code, TODAY).isPresent());
    }

    @Test
    void what_is_on_no_list_is_not_found() {
        assertThat(CARC.find("9999")).isEmpty();
        assertThat(RARC.find("12345")).isEmpty();
        assertThat(RARC.find("M1234")).isEmpty();
        assertThat(ADJUSTMENT_GROUP.find("ZZ")).isEmpty();
    }

    @Test
    void a_code_is_valid_from_its_first_day_to_the_day_before_it_ends() {
        assertThat(CARC.find("133", LocalDate.of(2014, 6, 30))).isEmpty();
        assertThat(CARC.find("133", LocalDate.of(2014, 7, 1))).isPresent();
        assertThat(CARC.find("125", LocalDate.of(2013, 10, 31))).isPresent();
        assertThat(CARC.find("125", LocalDate.of(2013, 11, 1))).isEmpty();
        assertThat(ADJUSTMENT_GROUP.find("CR", TODAY)).isEmpty();
    }

    @Test
    void where_a_date_is_not_known_nothing_is_held_against_a_code() {
        assertThat(RARC.find("N800").orElseThrow().from()).isNull();
        assertThat(RARC.find("N800", LocalDate.of(1990, 1, 1))).isPresent();
    }

    @Test
    void reasons_that_say_too_little_alone_need_a_remark() {
        assertThat(Stream.of("16", "17", "96", "125", "A1"))
                .allMatch(code -> CARC.find(code).orElseThrow().needsRemark());
        assertThat(CARC.find("45").orElseThrow().needsRemark()).isFalse();
    }

    @Test
    void a_status_is_told_in_words() {
        assertThat(CLAIM_STATUS_CATEGORY.find("F1").orElseThrow().description()).isEqualTo("Final: paid");
        assertThat(CLAIM_STATUS.find("20").orElseThrow().description()).isEqualTo("Accepted for processing");
        assertThat(CLAIM_STATUS.codes()).allMatch(code -> code.description() != null);
    }
}
