package io.remithub.posting.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SafeAddressesTest {

    @Test
    void a_partner_elsewhere_is_spoken_to_by_https_only() {
        assertThatCode(() -> SafeAddresses.check("NEXHEALTH_URL", URI.create("https://nexhealth.info")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SafeAddresses.check("NEXHEALTH_URL", URI.create("http://192.0.2.1/nexhealth")))
                .hasMessageContaining("NEXHEALTH_URL must be https");
    }

    @Test
    void this_machine_may_be_spoken_to_in_the_clear() {
        assertThatCode(() -> SafeAddresses.check("DECODA_URL", URI.create("http://localhost:8090/decoda")))
                .doesNotThrowAnyException();
        assertThatCode(() -> SafeAddresses.check("DECODA_URL", URI.create("http://127.0.0.1:8090/decoda")))
                .doesNotThrowAnyException();
    }
}
