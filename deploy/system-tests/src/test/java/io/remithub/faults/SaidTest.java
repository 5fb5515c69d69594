package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaidTest {

    private final Said.Ear ear = new Said.Ear();

    @Test
    void aStatementIsHeardInSoManyWords() {
        assertThat(hears("Q    COMMIT\0").has("COMMIT")).isTrue();
        assertThat(hears("Q    ROLLBACK\0").has("COMMIT")).isFalse();
    }

    @Test
    void aStatementIsHeardByTheNameThatItsConnectionGaveIt() {
        assertThat(hears("P    S_1\0COMMIT\0\0\0P    S_2\0select 1\0").has("COMMIT"))
                .isTrue();

        assertThat(hears("B    \0S_1\0\0\0").has("COMMIT")).isTrue();
        assertThat(hears("B    \0S_2\0\0\0").has("COMMIT")).isFalse();
        assertThat(hears("B    \0S_11\0\0\0").has("COMMIT")).isFalse();
        assertThat(new Said.Ear()
                        .hears("B    \0S_1\0".getBytes(StandardCharsets.ISO_8859_1), 10)
                        .has("COMMIT"))
                .isFalse();
    }

    private Said hears(String said) {
        return ear.hears(said.getBytes(StandardCharsets.ISO_8859_1), said.length());
    }
}
