package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "58030"})
    void aWorldThatIsUnwellHeals(String state) {
        assertThat(Patience.mayHeal(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25P03", "25P04"})
    void aTransactionThatTheDatabaseEndedForStandingStillMayBeTriedAgain(String state) {
        assertThat(Patience.mayHeal(new SQLException("", state))).isTrue();
    }

    @Test
    void aPlanOfBeforeAMigrationHeals() {
        assertThat(Patience.mayHeal(new SQLException("", "0A000"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "25P02", "42703"})
    void aStatementOrARowThatIsWrongStaysSo(String state) {
        assertThat(Patience.mayHeal(new SQLException("", state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "22021", "54000"})
    void ofAStatementThatNeverChangesAValueThatNoTableHoldsStaysSo(String state) {
        assertThat(Patience.mayHeal(Patience.failure("inbox", new SQLException("", state))))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"25006", "28P01", "42P01", "XX000"})
    void ofAStatementThatNeverChangesTheDatabaseIsWaitedForWhateverItSays(@Nullable String state) {
        assertThat(Patience.mayHeal(Patience.failure("inbox", new SQLException("", state))))
                .isTrue();
    }

    @Test
    void aPoolThatIsExhaustedSaysNothingAndHeals() {
        assertThat(Patience.mayHeal(new SQLException("acquisition timeout"))).isTrue();
    }
}
