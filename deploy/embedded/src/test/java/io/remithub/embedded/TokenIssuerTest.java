package io.remithub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {

    @Test
    void a_person_gets_a_token_with_the_persons_roles() {
        try (var issuer = TokenIssuer.start(0)) {
            var token = TokenIssuer.token(issuer.address(), "approver");

            var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
            assertThat(claims)
                    .contains("\"sub\":\"approver\"", "\"roles\":[\"viewer\",\"operator\",\"approver\"]")
                    .contains("remithub", issuer.address());
        }
    }
}
