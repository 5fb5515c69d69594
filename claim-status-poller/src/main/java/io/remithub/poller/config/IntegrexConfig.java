package io.remithub.poller.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** The clearinghouse: {@code INTEGREX_URL} and so on. */
@ConfigMapping(prefix = "integrex")
public interface IntegrexConfig {

    /** What stands before {@code /claim-info}. HTTPS unless it is this machine. */
    URI url();

    /** The whole address of the token endpoint. HTTPS unless it is this machine. */
    URI tokenUrl();

    String clientId();

    String clientSecret();

    /** For one step of a ticket, a token and a second try included. */
    Duration timeout();

    /** An answer that is larger is not read. */
    @WithDefault("1M")
    MemorySize maxAnswer();
}
