package io.remithub.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the partners behave as long as no script says otherwise. Each name is an environment variable: SANDBOX_READ_LAG. */
@ConfigMapping(prefix = "sandbox")
public interface SandboxConfig {
    /** Directory of the journal; without one, everything is forgotten when the process ends. */
    Optional<Path> state();

    /** From the acceptance of a NexHealth transaction to its insertion in the health record, and to Decoda's webhook. */
    @WithDefault("PT0.2S")
    Duration insertionDelay();

    /** From the insertion to its being seen by a NexHealth read. */
    @WithDefault("PT0.5S")
    Duration readLag();

    /** Polls of an Integrex ticket that are answered 202 before the result is there. */
    @WithDefault("1")
    int pendingPolls();

    /** For at least how long an Integrex ticket is answered 202. */
    @WithDefault("PT0S")
    Duration pendingFor();

    /** After how long Integrex forgets a ticket. */
    @WithDefault("PT5000S")
    Duration ticketTtl();

    Integrex integrex();

    NexHealth nexhealth();

    Decoda decoda();

    Webhook webhook();

    interface Integrex {
        /** Any non-empty value is accepted when absent. */
        Optional<String> clientId();

        /** Any non-empty value is accepted when absent. */
        Optional<String> clientSecret();

        @WithDefault("PT1H")
        Duration tokenLifetime();
    }

    interface NexHealth {
        /** Any non-empty value is accepted when absent. */
        Optional<String> apiKey();

        @WithDefault("PT1H")
        Duration tokenLifetime();

        /** The secret_key of every endpoint that is registered; random when absent. NEXHEALTH_WEBHOOK_SECRET sets it. */
        Optional<String> webhookSecret();
    }

    interface Decoda {
        /** Any non-empty value is accepted when absent. */
        Optional<String> apiKey();

        /** Signs webhooks. DECODA_WEBHOOK_SECRET sets it. */
        Optional<String> webhookSecret();

        /** Where webhooks go beside the registered targets. DECODA_WEBHOOK_TARGET sets it. */
        Optional<String> webhookTarget();
    }

    interface Webhook {
        @WithDefault("PT0.2S")
        Duration retryFirst();

        @WithDefault("PT5S")
        Duration retryCap();

        /** After how long without a 2xx an endpoint is switched off. */
        @WithDefault("PT48H")
        Duration giveUpAfter();
    }
}
