package io.remithub.posting.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.posting.application.PartnerWebhooks;
import io.remithub.posting.config.EhrConfig;
import io.remithub.posting.config.PartnersConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Registers our webhooks at start, tries again until they stand, and looks from time to time whether they still do. */
@ApplicationScoped
class WebhookLoop {

    private static final Logger LOG = Logger.getLogger(WebhookLoop.class);

    private final List<PartnerWebhooks> webhooks;
    private final Clock clock;
    private final Duration first;
    private final Duration check;
    private final WorkLoop loop;
    private volatile Duration pause;
    private volatile Instant next = Instant.MIN;

    WebhookLoop(@Any Instance<PartnerWebhooks> webhooks, Clock clock, EhrConfig ehr, PartnersConfig partners) {
        this.webhooks = webhooks.stream().toList();
        this.clock = clock;
        this.first = ehr.retryFirst();
        this.check = partners.webhookCheck();
        this.pause = first;
        this.loop = new WorkLoop("webhooks", first, 1, free -> due());
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    private List<Runnable> due() {
        if (clock.instant().isBefore(next)) {
            return List.of();
        }
        next = Instant.MAX;
        return List.of(this::ensure);
    }

    private void ensure() {
        var stands = true;
        try {
            for (var webhook : webhooks) {
                stands &= webhook.ensure();
            }
        } catch (RuntimeException unwell) {
            stands = false;
            throw unwell;
        } finally {
            if (!stands) {
                LOG.warnf("a webhook is not registered yet, next try in %s", pause);
            }
            next = clock.instant().plus(stands ? check : pause);
            pause = stands ? first : pause.multipliedBy(2).compareTo(check) < 0 ? pause.multipliedBy(2) : check;
        }
    }
}
