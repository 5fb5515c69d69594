package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.integrexrcm.com:53443/api/v2",
                "http://localhost:8090/integrex",
                "http://127.0.0.1:8090",
                "http://[::1]:8090"
            })
    void https_and_this_machine_are_fine(String address) {
        assertThatCode(() -> SafeAddress.require("INTEGREX_URL", URI.create(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.integrexrcm.com",
                "http://192.0.2.1/nexhealth",
                "http://localhost.evil.example",
                "ftp://host",
                "integrex"
            })
    void anything_else_stops_the_start_and_names_the_variable(String address) {
        assertThatThrownBy(() -> SafeAddress.require("INTEGREX_URL", URI.create(address)))
                .hasMessageContaining("INTEGREX_URL must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.1:8090", "http://127.0.0.2:8090", "http://this-machine-today.example:8090"})
    void what_only_leads_to_this_machine_is_not_taken_for_it(String address) {
        assertThatThrownBy(() -> SafeAddress.require("NEXHEALTH_URL", URI.create(address)))
                .hasMessageContaining("NEXHEALTH_URL must be https");
    }
}
