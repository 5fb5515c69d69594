package io.remithub.schemas;

import static io.remithub.schemas.HoldRuleCode.AMOUNT_OVER_LIMIT;
import static io.remithub.schemas.HoldRuleCode.NEW_PAYEE;
import static io.remithub.schemas.HoldRuleCode.SUSPECTED_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.schemas.HoldRuleCode.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldRuleCodeTest {

    @ParameterizedTest
    @EnumSource
    void every_code_is_found_by_its_wire_form(HoldRuleCode code) {
        assertThat(HoldRuleCode.of(code.wire())).contains(code);
    }

    @Test
    void a_code_that_nobody_knows_is_not_found() {
        assertThat(HoldRuleCode.of("AMOUNT_OVER_LIMIT")).isEmpty();
    }

    @Test
    void settings_that_fit_have_no_faults() {
        assertThat(AMOUNT_OVER_LIMIT.faults(Map.of("limit", "1"))).isEmpty();
        assertThat(SUSPECTED_DUPLICATE.faults(Map.of("window", "86400"))).isEmpty();
        assertThat(NEW_PAYEE.faults(Map.of())).isEmpty();
    }

    @Test
    void every_fault_is_told() {
        assertThat(AMOUNT_OVER_LIMIT.faults(Map.of("window", "1")))
                .containsExactly(new Fault("limit", Fault.Kind.MISSING), new Fault("window", Fault.Kind.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "1.5", "1e3", "NaN", " 1", "٣", "10000000000000000000"})
    void what_is_not_a_positive_whole_number_is_no_setting(String value) {
        assertThat(AMOUNT_OVER_LIMIT.faults(Map.of("limit", value)))
                .containsExactly(new Fault("limit", Fault.Kind.NOT_POSITIVE));
    }
}
