package io.remithub.posting.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** What both partners' clients share. */
@ConfigMapping(prefix = "partner")
public interface PartnersConfig {

    /** How long one call may take, all told. */
    @WithDefault("PT10S")
    Duration callTimeout();

    /** How long an open circuit lets nothing pass. */
    @WithDefault("PT5S")
    Duration circuitDelay();

    /** How often the webhook endpoint and its subscriptions are checked. */
    @WithDefault("PT5M")
    Duration webhookCheck();

    /** Where this service is reached from outside: what stands before {@code /webhooks/nexhealth}. */
    URI publicWebhookUrl();

    /** Where a partner reaches us. */
    default String webhook(String partner) {
        return publicWebhookUrl().toString().replaceAll("(/webhooks)?(/nexhealth)?/*$", "") + "/webhooks/" + partner;
    }
}
