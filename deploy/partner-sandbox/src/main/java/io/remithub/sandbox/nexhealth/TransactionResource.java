package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.remithub.sandbox.script.Operation;
import io.remithub.sandbox.script.Script;
import io.remithub.sandbox.script.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Writing: a token, the types of a location, and transactions that are accepted now and inserted later. */
@Path("/nexhealth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TransactionResource {
    record NewPayment(
            @JsonProperty("payment_transaction") @Nullable NewTransaction transaction) {}

    record NewAdjustment(
            @JsonProperty("adjustment_transaction") @Nullable
            NewTransaction transaction) {}

    private final Stage stage;
    private final Gate gate;
    private final HealthRecord records;

    TransactionResource(Stage stage, Gate gate, HealthRecord records) {
        this.stage = stage;
        this.gate = gate;
        this.records = records;
    }

    @POST
    @Path("/authenticates")
    @Consumes(MediaType.WILDCARD)
    public Response authenticate(@RestHeader("Authorization") @Nullable String apiKey) {
        return stage.play(
                Operation.AUTHENTICATE,
                null,
                Map.of(),
                script -> gate.knows(apiKey)
                        ? Envelope.of(200, Map.of("token", gate.issue(script.lifetime())))
                        : Envelope.refused(401, "Unauthorized"));
    }

    @GET
    @Path("/payment_types")
    public Response paymentTypes(@BeanParam Scope scope) {
        return types(Operation.LIST_PAYMENT_TYPES, Kind.PAYMENT, scope);
    }

    @GET
    @Path("/adjustment_types")
    public Response adjustmentTypes(@BeanParam Scope scope) {
        return types(Operation.LIST_ADJUSTMENT_TYPES, Kind.ADJUSTMENT, scope);
    }

    @POST
    @Path("/payment_transactions")
    public Response pay(@BeanParam Scope scope, @Nullable NewPayment body) {
        return create(Operation.CREATE_TRANSACTION, Kind.PAYMENT, scope, body == null ? null : body.transaction());
    }

    @POST
    @Path("/adjustment_transactions")
    public Response adjust(@BeanParam Scope scope, @Nullable NewAdjustment body) {
        return create(Operation.CREATE_ADJUSTMENT, Kind.ADJUSTMENT, scope, body == null ? null : body.transaction());
    }

    private Response types(Operation operation, Kind kind, Scope scope) {
        return stage.play(
                operation, null, facts(scope), _ -> Envelope.of(200, TransactionType.at(scope.locationId(), kind)));
    }

    private Response create(Operation operation, Kind kind, Scope scope, @Nullable NewTransaction asked) {
        if (asked == null) {
            return Envelope.refused(400, kind.member() + " is missing");
        }
        var facts = facts(scope);
        facts.put("transaction_id", Objects.requireNonNullElse(asked.transactionId(), ""));
        facts.put("patient_id", String.valueOf(asked.patientId()));
        facts.put("amount", String.valueOf(asked.amount()));
        facts.put("type_name", Objects.requireNonNullElse(asked.typeName(), ""));
        return stage.play(operation, asked.transactionId(), facts, script -> created(kind, scope, asked, script));
    }

    private Response created(Kind kind, Scope scope, NewTransaction asked, Script script) {
        var types = TransactionType.at(scope.locationId(), kind);
        var faults = asked.faults(kind, types);
        if (!faults.isEmpty()) {
            return Envelope.refused(400, faults);
        }
        if (Objects.equals(asked.patientId(), Fate.UNKNOWN)) {
            return Envelope.refused(400, List.of("Patient does not exist"));
        }
        var type = asked.type(kind, types).orElseThrow();
        return Envelope.of(202, TransactionView.of(records.accept(kind, scope, asked, type, script)));
    }

    private static Map<String, String> facts(Scope scope) {
        return new HashMap<>(Map.of("subdomain", scope.subdomain(), "location_id", scope.locationId()));
    }
}
