package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.ledger.Book;
import io.remithub.sandbox.ledger.Journal;
import io.remithub.sandbox.ledger.Numbers;
import io.remithub.sandbox.webhook.Delivery;
import io.remithub.sandbox.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Who wants to know what became of transactions. */
@ApplicationScoped
class Subscriptions {
    @JsonNaming(SnakeCaseStrategy.class)
    record Endpoint(long id, String targetUrl, String secretKey, boolean active, Instant createdAt, Instant updatedAt) {
        Endpoint turned(boolean on, Instant at) {
            return new Endpoint(id, targetUrl, secretKey, on, createdAt, at);
        }

        @Override
        public String toString() {
            return "Endpoint[" + id + "]";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Subscription(
            long id,
            long webhookEndpointId,
            String subdomain,
            String resourceType,
            String event,
            boolean active,
            Instant createdAt,
            Instant updatedAt) {

        Subscription turned(boolean on, Instant at) {
            return new Subscription(id, webhookEndpointId, subdomain, resourceType, event, on, createdAt, at);
        }
    }

    private final SandboxConfig.NexHealth config;
    private final Clock clock;
    private final Numbers numbers;
    private final Webhooks webhooks;
    private final ObjectMapper json;
    private final Book<Endpoint> endpoints;
    private final Book<Subscription> subscriptions;

    Subscriptions(
            SandboxConfig config, Clock clock, Numbers numbers, Webhooks webhooks, ObjectMapper json, Journal journal) {
        this.config = config.nexhealth();
        this.clock = clock;
        this.numbers = numbers;
        this.webhooks = webhooks;
        this.json = json;
        endpoints = journal.book("nexhealth-endpoints", Endpoint.class, endpoint -> String.valueOf(endpoint.id()));
        subscriptions = journal.book(
                "nexhealth-subscriptions", Subscription.class, subscription -> String.valueOf(subscription.id()));
    }

    Endpoint register(String targetUrl) {
        var now = clock.instant();
        var secret = config.webhookSecret().orElseGet(() -> UUID.randomUUID().toString());
        return endpoints.put(new Endpoint(numbers.next(), targetUrl, secret, true, now, now));
    }

    Optional<Endpoint> turn(long id, boolean on) {
        return endpoints.update(String.valueOf(id), endpoint -> endpoint.turned(on, clock.instant()));
    }

    List<Endpoint> endpoints() {
        return endpoints.all();
    }

    Optional<Endpoint> endpoint(long id) {
        return endpoints.get(String.valueOf(id));
    }

    Subscription subscribe(long endpointId, String subdomain, String resourceType, String event) {
        var now = clock.instant();
        return subscriptions.put(
                new Subscription(numbers.next(), endpointId, subdomain, resourceType, event, true, now, now));
    }

    Optional<Subscription> turnSubscription(long id, boolean on) {
        return subscriptions.update(String.valueOf(id), subscription -> subscription.turned(on, clock.instant()));
    }

    List<Subscription> of(long endpointId) {
        return subscriptions.where(subscription -> subscription.webhookEndpointId() == endpointId);
    }

    /** Tells everyone who has subscribed to it what became of the transaction. */
    void tell(Transaction transaction) {
        var body = body(transaction);
        var apart = Objects.requireNonNullElse(transaction.fate().apart(), Duration.ZERO);
        for (var subscription : subscriptions.where(candidate -> wants(candidate, transaction))) {
            endpoint(subscription.webhookEndpointId()).filter(Endpoint::active).ifPresent(endpoint -> {
                for (var i = 0; i < transaction.fate().webhooks(); i++) {
                    webhooks.send(Delivery.of(
                            String.valueOf(endpoint.id()),
                            endpoint.targetUrl(),
                            endpoint.secretKey(),
                            body,
                            clock.instant().plus(apart.multipliedBy(i))));
                }
            });
        }
    }

    void switchOff(@Observes Webhooks.GivenUp givenUp) {
        endpoints.update(givenUp.endpointId(), endpoint -> endpoint.turned(false, clock.instant()));
    }

    private static boolean wants(Subscription subscription, Transaction transaction) {
        return subscription.active()
                && subscription.subdomain().equals(transaction.subdomain())
                && subscription.resourceType().equals(transaction.kind().resourceType())
                && subscription.event().equals(transaction.kind().event());
    }

    private String body(Transaction transaction) {
        var told = new LinkedHashMap<String, Object>();
        told.put("id", transaction.id());
        told.put("transaction_id", transaction.transactionId());
        told.put("error", transaction.fate().failure());
        var body = new LinkedHashMap<String, Object>();
        body.put("resource_type", transaction.kind().resourceType());
        body.put("event", transaction.kind().event());
        body.put("status", transaction.status());
        body.put("event_time", clock.instant());
        body.put("data", Map.of(transaction.kind().member(), told));
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
