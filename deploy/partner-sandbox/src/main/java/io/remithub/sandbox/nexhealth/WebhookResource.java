package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.remithub.sandbox.script.Operation;
import io.remithub.sandbox.script.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Registering who is told, and about what. */
@Path("/nexhealth/webhook_endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class WebhookResource {
    record NewEndpoint(@JsonProperty("target_url") @Nullable String targetUrl) {}

    record Change(@Nullable Boolean active) {}

    record NewSubscription(
            @JsonProperty("resource_type") @Nullable String resourceType,
            @Nullable String event) {}

    private final Stage stage;
    private final Subscriptions subscriptions;

    WebhookResource(Stage stage, Subscriptions subscriptions) {
        this.stage = stage;
        this.subscriptions = subscriptions;
    }

    @POST
    public Response register(@Nullable NewEndpoint asked) {
        return stage.play(Operation.CREATE_ENDPOINT, null, Map.of(), _ -> {
            var url = asked == null ? null : asked.targetUrl();
            return url != null && url.matches("https?://\\S+")
                    ? Envelope.of(201, subscriptions.register(url))
                    : Envelope.refused(400, "target_url must be a URL");
        });
    }

    @GET
    public Response endpoints() {
        return stage.play(Operation.LIST_ENDPOINTS, null, Map.of(), _ -> Envelope.of(200, subscriptions.endpoints()));
    }

    @GET
    @Path("/{id}")
    public Response endpoint(@PathParam("id") long id) {
        return stage.play(Operation.LIST_ENDPOINTS, null, Map.of(), _ -> found(subscriptions.endpoint(id)));
    }

    @PATCH
    @Path("/{id}")
    public Response update(@PathParam("id") long id, @Nullable Change change) {
        return stage.play(
                Operation.UPDATE_ENDPOINT,
                null,
                Map.of(),
                _ -> change == null || change.active() == null
                        ? Envelope.refused(400, "active is missing")
                        : found(subscriptions.turn(id, change.active())));
    }

    @POST
    @Path("/{id}/webhook_subscriptions")
    public Response subscribe(
            @PathParam("id") long id, @RestQuery @Nullable String subdomain, @Nullable NewSubscription asked) {
        return stage.play(Operation.CREATE_SUBSCRIPTION, null, Map.of(), _ -> {
            if (subscriptions.endpoint(id).isEmpty()) {
                return Envelope.refused(404, "Not found");
            }
            if (subdomain == null || asked == null || asked.resourceType() == null || asked.event() == null) {
                return Envelope.refused(400, "subdomain, resource_type and event are required");
            }
            return Envelope.of(201, subscriptions.subscribe(id, subdomain, asked.resourceType(), asked.event()));
        });
    }

    @GET
    @Path("/{id}/webhook_subscriptions")
    public Response subscriptions(@PathParam("id") long id, @RestQuery @Nullable String subdomain) {
        return stage.play(
                Operation.LIST_SUBSCRIPTIONS,
                null,
                Map.of(),
                _ -> Envelope.of(
                        200,
                        subscriptions.of(id).stream()
                                .filter(subscription -> subdomain == null || subdomain.equals(subscription.subdomain()))
                                .toList()));
    }

    @PATCH
    @Path("/{id}/webhook_subscriptions/{subscription}")
    public Response update(
            @PathParam("id") long id, @PathParam("subscription") long subscription, @Nullable Change change) {
        return stage.play(
                Operation.UPDATE_SUBSCRIPTION,
                null,
                Map.of(),
                _ -> change == null || change.active() == null
                        ? Envelope.refused(400, "active is missing")
                        : found(subscriptions.turnSubscription(subscription, change.active())));
    }

    private static Response found(Optional<?> found) {
        return found.map(it -> Envelope.of(200, it)).orElseGet(() -> Envelope.refused(404, "Not found"));
    }
}
