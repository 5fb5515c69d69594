package io.remithub.posting.outbound.decoda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.remithub.messaging.Cause;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.posting.application.PartnerWebhooks;
import io.remithub.posting.application.WebhookSecrets;
import io.remithub.posting.config.DecodaConfig;
import io.remithub.posting.config.PartnersConfig;
import io.remithub.posting.outbound.decoda.DecodaApi.NewWebhook;
import io.remithub.posting.outbound.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our webhook registered, once for each tenant that charges are made for. Decoda tells what it signs with when it is
 * registered and never again, so that is kept; where it cannot be registered, charges are confirmed by their answers.
 */
@ApplicationScoped
class DecodaWebhooks implements PartnerWebhooks {

    private static final Logger LOG = Logger.getLogger(DecodaWebhooks.class);
    private static final List<String> EVENTS = List.of("CHARGE_CREATED", "ADJUSTMENT_CREATED");

    /** All that is read of the answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Registered(@Nullable String id, @Nullable String secret) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    private final DecodaCalls calls;
    private final DecodaApi api;
    private final WebhookSecrets secrets;
    private final String address;
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();

    DecodaWebhooks(
            DecodaCalls calls,
            @RestClient DecodaApi api,
            WebhookSecrets secrets,
            DecodaConfig config,
            PartnersConfig partners) {
        this.calls = calls;
        this.api = api;
        this.secrets = secrets;
        this.address = partners.webhook("decoda");
        this.tenants.add(config.tenant());
    }

    @Override
    public boolean ensure() {
        return tenants.stream().filter(tenant -> !registered(tenant)).toList().isEmpty();
    }

    /** Charges are made for it: its webhook is seen to when webhooks are next looked at. */
    void tells(String tenant) {
        tenants.add(tenant);
    }

    private boolean registered(String tenant) {
        if (secrets.has("decoda", tenant)) {
            return true;
        }
        var reply = calls.call("webhook/create", () -> api.register(tenant, new NewWebhook(address, EVENTS)));
        var made =
                reply instanceof Reply.Answered answered && answered.success() ? answered.as(Registered.class) : null;
        if (made == null || made.secret() == null) {
            return false;
        }
        secrets.learn("decoda", tenant + "/" + made.id(), made.secret());
        StateLog.tell(LOG, Cause.NONE, new Whose(tenant, null, null), "webhook registered for %s", tenant);
        return true;
    }
}
