package io.remithub.poller.config;

import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.Sealing;
import io.remithub.poller.domain.TicketLife;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Plain objects as beans, and what must hold before the service starts. */
@ApplicationScoped
class Wiring {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Produces
    @Singleton
    Sealing sealing(PhiConfig config) {
        return new Sealing(config.keyset());
    }

    @Produces
    @Singleton
    TicketLife ticketLife(PollerConfig config) {
        return new TicketLife(config.schedule());
    }

    void check(@Observes StartupEvent start, IntegrexConfig integrex, Sealing sealing) {
        requireTls("INTEGREX_URL", integrex.url());
        requireTls("INTEGREX_TOKEN_URL", integrex.tokenUrl());
        Objects.requireNonNull(sealing, "made here, so that a keyset that does not parse stops the start");
    }

    static void requireTls(String variable, URI address) {
        String host = address.getHost();
        if (!"https".equals(address.getScheme()) && (host == null || !THIS_MACHINE.contains(host))) {
            throw new IllegalStateException(variable + " must be an https address: patients' data goes there");
        }
    }
}
