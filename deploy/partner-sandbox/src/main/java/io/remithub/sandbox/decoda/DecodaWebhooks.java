package io.remithub.sandbox.decoda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import io.remithub.sandbox.webhook.Delivery;
import io.remithub.sandbox.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the targets what happened, at least once. */
@ApplicationScoped
class DecodaWebhooks {
    /** Where to, and what it is signed with; one target stands for each URL. */
    record Target(String id, String url, @Nullable String secret) {
        @Override
        public String toString() {
            return "Target[" + id + "]";
        }
    }

    private final SandboxConfig config;
    private final Clock clock;
    private final Webhooks webhooks;
    private final ObjectMapper json;
    private final Book<Target> targets;

    DecodaWebhooks(SandboxConfig config, Clock clock, Webhooks webhooks, ObjectMapper json, Journal journal) {
        this.config = config;
        this.clock = clock;
        this.webhooks = webhooks;
        this.json = json;
        this.targets = journal.book("decoda-webhooks", Target.class, Target::url);
    }

    Target register(String url) {
        var secret = config.decoda().webhookSecret().orElseGet(() -> UUID.randomUUID()
                .toString());
        return targets.get(url)
                .orElseGet(() -> targets.put(new Target(UUID.randomUUID().toString(), url, secret)));
    }

    /** Tells every target that many times, each so much later than the one before. */
    void tell(String type, Object data, int times, Duration apart, Optional<Duration> delay) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", "evt_" + UUID.randomUUID());
        event.put("type", type);
        event.put("data", data);
        event.put("createdDate", clock.instant());
        var body = write(event);
        var notBefore = clock.instant().plus(delay.orElse(config.insertionDelay()));
        for (var target : targets()) {
            for (var i = 0; i < times; i++) {
                webhooks.send(Delivery.of(
                        target.id(), target.url(), target.secret(), body, notBefore.plus(apart.multipliedBy(i))));
            }
        }
    }

    private List<Target> targets() {
        var configured = config.decoda()
                .webhookTarget()
                .filter(url -> targets.get(url).isEmpty())
                .map(url -> new Target(
                        "configured", url, config.decoda().webhookSecret().orElse(null)));
        return Stream.concat(configured.stream(), targets.all().stream()).toList();
    }

    private String write(Object event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
