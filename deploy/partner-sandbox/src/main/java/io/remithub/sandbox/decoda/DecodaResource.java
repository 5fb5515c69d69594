package io.remithub.sandbox.decoda;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.sandbox.script.Operation;
import io.remithub.sandbox.script.Script;
import io.remithub.sandbox.script.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/decoda/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DecodaResource {
    record Failure(String message, List<String> errors) {
        static Response of(int status, String message, List<String> errors) {
            return Response.status(status).entity(new Failure(message, errors)).build();
        }
    }

    record NewAdjustment(
            @Nullable String chargeId,
            @Nullable JsonNode amount,
            @Nullable String reason,
            @Nullable String providerId) {
        long cents() {
            return NewCharge.cents(amount);
        }
    }

    record NewWebhook(@Nullable String url) {}

    private final Stage stage;
    private final Charges charges;
    private final DecodaWebhooks webhooks;
    private final Clock clock;

    DecodaResource(Stage stage, Charges charges, DecodaWebhooks webhooks, Clock clock) {
        this.stage = stage;
        this.charges = charges;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @POST
    @Path("/charge/create")
    public Response create(@RestHeader("TENANT") String tenant, @Nullable NewCharge body) {
        var asked = body == null ? new NewCharge(null, null, null, null, null) : body;
        var facts = Map.of(
                "externalId", Objects.requireNonNullElse(asked.externalId(), ""),
                "patientId", Objects.requireNonNullElse(asked.patientId(), ""),
                "totalOutstanding", String.valueOf(asked.totalOutstanding()),
                "tenant", tenant);
        return stage.play(Operation.CREATE_CHARGE, asked.externalId(), facts, script -> {
            var faults = asked.faults();
            if (!faults.isEmpty()) {
                return Failure.of(400, "Bad Request", faults);
            }
            if (Magic.UNKNOWN.equals(asked.patientId())) {
                return Failure.of(404, "Patient not found", List.of());
            }
            var lag = Objects.requireNonNullElse(script.lag(), Duration.ZERO);
            var charge = charges.add(Charge.of("chg_" + UUID.randomUUID(), tenant, asked, clock.instant(), lag));
            tell("CHARGE_CREATED", ChargeView.told(charge), charge, script);
            return Response.ok(ChargeView.full(charge)).build();
        });
    }

    @GET
    @Path("/charge/list")
    public Response list(
            @RestHeader("TENANT") String tenant,
            @RestQuery("external_id") @Nullable String externalId,
            @RestQuery("patient_id") @Nullable String patientId) {
        var facts = Map.of("externalId", Objects.requireNonNullElse(externalId, ""), "tenant", tenant);
        return stage.play(Operation.LIST_CHARGES, externalId, facts, _ -> Response.ok(charges.listed(tenant).stream()
                        .filter(charge -> externalId == null || externalId.equals(charge.externalId()))
                        .filter(charge -> patientId == null || patientId.equals(charge.patientId()))
                        .map(ChargeView::listed)
                        .toList())
                .build());
    }

    @GET
    @Path("/charge/get/{id}")
    public Response get(@RestHeader("TENANT") String tenant, @PathParam("id") String id) {
        var found = charges.find(tenant, id);
        return stage.play(
                Operation.GET_CHARGE,
                found.map(Charge::externalId).orElse(null),
                Map.of("id", id, "tenant", tenant),
                _ -> found.map(charge -> Response.ok(ChargeView.full(charge)).build())
                        .orElseGet(() -> Failure.of(404, "Charge not found", List.of())));
    }

    @POST
    @Path("/charge/adjust")
    public Response adjust(@RestHeader("TENANT") String tenant, @Nullable NewAdjustment asked) {
        if (asked == null || asked.chargeId() == null || asked.cents() <= 0) {
            return Failure.of(400, "Bad Request", List.of("chargeId and an amount in cents are required"));
        }
        var chargeId = asked.chargeId();
        var found = charges.find(tenant, chargeId);
        var reference = found.map(Charge::externalId).orElse(null);
        var facts = Map.of(
                "chargeId",
                chargeId,
                "externalId",
                Objects.requireNonNullElse(reference, ""),
                "amount",
                String.valueOf(asked.cents()),
                "tenant",
                tenant);
        return stage.play(Operation.ADJUST_CHARGE, reference, facts, script -> found.map(
                        charge -> adjusted(charge, asked, script))
                .orElseGet(() -> Failure.of(404, "Charge not found", List.of())));
    }

    @POST
    @Path("/webhook/create")
    public Response register(@Nullable NewWebhook asked) {
        return stage.play(Operation.CREATE_WEBHOOK, null, Map.of(), _ -> {
            var url = asked == null ? null : asked.url();
            return url != null && url.matches("https?://\\S+")
                    ? Response.ok(webhooks.register(url)).build()
                    : Failure.of(400, "Bad Request", List.of("url must be a URL"));
        });
    }

    private void tell(String type, Object data, Charge charge, Script script) {
        webhooks.tell(
                type,
                data,
                Magic.webhooks(script, charge.patientId()),
                Objects.requireNonNullElse(script.webhooksApart(), Duration.ZERO),
                Optional.ofNullable(script.insertAfter()));
    }

    private Response adjusted(Charge charge, NewAdjustment asked, Script script) {
        var adjustment = new Charge.Adjustment(
                "adj_" + UUID.randomUUID(),
                charge.id(),
                "ADJUSTMENT",
                asked.cents(),
                asked.reason(),
                asked.providerId(),
                clock.instant());
        return charges.adjust(charge.id(), adjustment)
                .map(changed -> {
                    tell("ADJUSTMENT_CREATED", adjustment, charge, script);
                    return Response.ok(ChargeView.full(changed)).build();
                })
                .orElseGet(() -> Failure.of(400, "Bad Request", List.of("amount exceeds what is outstanding")));
    }
}
