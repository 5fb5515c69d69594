package io.remithub.poller.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.integrexrcm.com:53443/api/v2",
                "http://localhost:8090/integrex",
                "http://127.0.0.1:8090",
                "http://[::1]:8090"
            })
    void https_and_this_machine_are_fine(String address) {
        assertThatCode(() -> Wiring.requireTls("INTEGREX_URL", URI.create(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.integrexrcm.com", "http://localhost.evil.example", "ftp://host", "integrex"})
    void anything_else_stops_the_start_and_names_the_variable(String address) {
        assertThatThrownBy(() -> Wiring.requireTls("INTEGREX_URL", URI.create(address)))
                .hasMessageContaining("INTEGREX_URL");
    }
}
