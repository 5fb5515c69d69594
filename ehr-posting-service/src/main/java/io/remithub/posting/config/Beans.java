package io.remithub.posting.config;

import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.SafeAddress;
import io.remithub.messaging.Sealing;
import io.remithub.posting.domain.Decider;
import io.remithub.posting.domain.Timing;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is built from settings alone, and what of them must hold before the service starts. */
final class Beans {

    @Produces
    @Singleton
    Sealing sealing(PhiConfig phi) {
        return new Sealing(phi.keyset());
    }

    @Produces
    @Singleton
    Decider decider(EhrConfig ehr) {
        return new Decider(new Timing(
                ehr.confirmWithin(),
                ehr.readLag(),
                ehr.unconfirmedAfter(),
                ehr.retryFirst(),
                ehr.retryCap(),
                ehr.checkAt()));
    }

    /** What is no keyset, or no place for patients' data, stops the start, not the first posting. */
    void check(
            @Observes StartupEvent started,
            Sealing sealing,
            NexHealthConfig nexhealth,
            DecodaConfig decoda,
            PartnersConfig partners) {
        SafeAddress.require("NEXHEALTH_URL", nexhealth.url());
        SafeAddress.require("DECODA_URL", decoda.url());
        SafeAddress.require("PUBLIC_WEBHOOK_URL", partners.publicWebhookUrl());
    }
}
