package io.remithub.poller.config;

import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.SafeAddress;
import io.remithub.messaging.Sealing;
import io.remithub.poller.domain.TicketLife;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Plain objects as beans, and what must hold before the service starts. */
@ApplicationScoped
class Wiring {

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
        SafeAddress.require("INTEGREX_URL", integrex.url());
        SafeAddress.require("INTEGREX_TOKEN_URL", integrex.tokenUrl());
        Objects.requireNonNull(sealing, "made here, so that a keyset that does not parse stops the start");
    }
}
