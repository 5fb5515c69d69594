package io.remithub.posting.inbound.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    // From RFC 4231, test case 2.
    private static final byte[] BODY = "what do ya want for nothing?".getBytes(UTF_8);
    private static final String SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    @Test
    void any_secret_of_today_signs() {
        assertThat(Signatures.good(BODY, SIGNATURE, List.of("Jefe"))).isTrue();
        assertThat(Signatures.good(BODY, SIGNATURE, List.of("newer", "Jefe"))).isTrue();
        assertThat(Signatures.good(BODY, SIGNATURE.toUpperCase(), List.of("Jefe")))
                .isTrue();
    }

    @Test
    void nothing_else_does() {
        assertThat(Signatures.good(BODY, SIGNATURE, List.of("newer"))).isFalse();
        assertThat(Signatures.good("another".getBytes(UTF_8), SIGNATURE, List.of("Jefe")))
                .isFalse();
        assertThat(Signatures.good(BODY, "no hex", List.of("Jefe"))).isFalse();
        assertThat(Signatures.good(BODY, "", List.of("Jefe"))).isFalse();
        assertThat(Signatures.good(BODY, null, List.of("Jefe"))).isFalse();
    }
}
