package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.posting.application.PartnerWebhooks;
import io.remithub.posting.application.Subscriptions;
import io.remithub.posting.application.WebhookSecrets;
import io.remithub.posting.config.PartnersConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our webhook registered: one endpoint, found again by its address, switched on again where NexHealth switched it
 * off, and a subscription to each kind of outcome for each practice. Where it cannot be, the ledger is read back.
 */
@ApplicationScoped
class NexHealthWebhooks implements PartnerWebhooks {

    private static final Logger LOG = Logger.getLogger(NexHealthWebhooks.class);

    private static final Map<String, String> OUTCOMES = Map.of(
            "payment_transaction_insertion", "PaymentTransaction",
            "adjustment_transaction_insertion", "AdjustmentTransaction");

    private final NexHealthCalls calls;
    private final NexHealthApi api;
    private final Subscriptions subscriptions;
    private final WebhookSecrets secrets;
    private final String address;
    private final ReentrantLock registering = new ReentrantLock();
    private volatile @Nullable String endpointId;

    NexHealthWebhooks(
            NexHealthCalls calls,
            @RestClient NexHealthApi api,
            Subscriptions subscriptions,
            WebhookSecrets secrets,
            PartnersConfig partners) {
        this.calls = calls;
        this.api = api;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.address = partners.webhook("nexhealth");
    }

    @Override
    public boolean ensure() {
        registering.lock();
        try {
            var id = register();
            endpointId = id == null ? endpointId : id;
            if (id == null) {
                return false;
            }
            subscriptions.subdomains().stream()
                    .filter(subdomain -> !subscribed(id, subdomain))
                    .forEach(NexHealthWebhooks::left);
            return true;
        } finally {
            registering.unlock();
        }
    }

    /** Before the first posting of a practice. */
    void subscribe(String subdomain) {
        var known = endpointId;
        if (known != null && subscriptions.has(known, subdomain)) {
            return;
        }
        if (!locked()) {
            return;
        }
        try {
            var id = endpointId == null ? register() : endpointId;
            if (id != null) {
                endpointId = id;
                if (subscriptions.has(id, subdomain) || subscribed(id, subdomain)) {
                    return;
                }
            }
            left(subdomain);
        } finally {
            registering.unlock();
        }
    }

    /** Its next check, or its next posting, tries again. */
    private static void left(String subdomain) {
        LOG.warnf("no webhook for %s yet: its ledger is read back instead", subdomain);
    }

    /** Whoever registers takes care of all: a posting does not wait for long. */
    private boolean locked() {
        try {
            return registering.tryLock(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable String register() {
        var endpoints = list("webhook_endpoints", api::endpoints);
        if (endpoints == null) {
            return null;
        }
        var ours = endpoints.stream()
                .filter(endpoint -> address.equals(endpoint.path("target_url").asText()))
                .findFirst()
                .orElse(null);
        if (ours == null) {
            var made = made("webhook_endpoints", bearer -> api.register(bearer, Map.of("target_url", address)));
            return made == null ? null : known(made);
        }
        var id = known(ours);
        if (!ours.path("active").asBoolean(true)) {
            LOG.warnf("webhook endpoint %s had been switched off", id);
            calls.read("webhook_endpoints", bearer -> api.reactivate(bearer, id, Map.of("active", true)));
        }
        return id;
    }

    /** Its id; what it signs with is NexHealth's to say. */
    private String known(JsonNode endpoint) {
        var id = endpoint.path("id").asText();
        var secret = endpoint.path("secret_key").asText();
        if (!secret.isEmpty()) {
            secrets.learn("nexhealth", "endpoint/" + id, secret);
        }
        return id;
    }

    private boolean subscribed(String id, String subdomain) {
        var standing = list("webhook_subscriptions", bearer -> api.subscriptions(bearer, id, subdomain));
        if (standing == null) {
            return false;
        }
        for (var outcome : OUTCOMES.entrySet()) {
            if (!subscribed(id, subdomain, outcome.getKey(), outcome.getValue(), standing)) {
                return false;
            }
        }
        subscriptions.add(id, subdomain);
        return true;
    }

    private boolean subscribed(String id, String subdomain, String event, String resource, List<JsonNode> standing) {
        var ours = standing.stream()
                .filter(subscription -> event.equals(subscription.path("event").asText()))
                .toList();
        if (ours.stream().anyMatch(subscription -> subscription.path("active").asBoolean(true))) {
            return true;
        }
        if (ours.isEmpty()) {
            var body = Map.of("resource_type", resource, "event", event);
            return made("webhook_subscriptions", bearer -> api.subscribe(bearer, id, subdomain, body)) != null;
        }
        var off = ours.getFirst().path("id").asText();
        LOG.warnf("webhook subscription %s of %s had been switched off", off, subdomain);
        return made("webhook_subscriptions", bearer -> api.resume(bearer, id, off, subdomain, Map.of("active", true)))
                != null;
    }

    private @Nullable List<JsonNode> list(String operation, Function<String, Response> request) {
        var data = Envelope.data(calls.read(operation, request));
        return data == null ? null : Envelope.entries(data);
    }

    private @Nullable JsonNode made(String operation, Function<String, Response> request) {
        var data = Envelope.data(calls.read(operation, request));
        return data == null || data.path("id").asText().isEmpty() ? null : data;
    }
}
