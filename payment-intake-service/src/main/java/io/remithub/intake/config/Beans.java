package io.remithub.intake.config;

import io.quarkus.runtime.StartupEvent;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Dependent
class Beans {

    @Produces
    @Singleton
    Sealing sealing(PhiConfig config) {
        return new Sealing(config.keyset());
    }

    @Produces
    @Singleton
    ClaimKeys claimKeys(ClaimKeyConfig config) {
        return new ClaimKeys(config.secret());
    }

    /** What is no keyset stops the start, not the first payment. */
    void check(@Observes StartupEvent started, Sealing sealing, ClaimKeys keys) {}
}
