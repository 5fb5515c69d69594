package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.sandbox.script.Operation;
import io.remithub.sandbox.script.Script;
import io.remithub.sandbox.script.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Reading the ledger, as it was a while ago. */
@Path("/nexhealth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReadResource {
    private final Stage stage;
    private final HealthRecord records;
    private final ObjectMapper json;
    private final Clock clock;

    ReadResource(Stage stage, HealthRecord records, ObjectMapper json, Clock clock) {
        this.stage = stage;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Path("/payments")
    public Response payments(
            @BeanParam Scope scope,
            @RestQuery("transaction_id") @Nullable String transactionId,
            @RestQuery("patient_id") @Nullable Long patientId) {
        return list(Operation.LIST_PAYMENTS, Kind.PAYMENT, scope, transactionId, patientId);
    }

    @GET
    @Path("/adjustments")
    public Response adjustments(
            @BeanParam Scope scope,
            @RestQuery("transaction_id") @Nullable String transactionId,
            @RestQuery("patient_id") @Nullable Long patientId) {
        return list(Operation.LIST_ADJUSTMENTS, Kind.ADJUSTMENT, scope, transactionId, patientId);
    }

    /** Only the singular view tells who is responsible: with neither a plan nor a claim, the patient. */
    @GET
    @Path("/payments/{id}")
    public Response payment(@BeanParam Scope scope, @PathParam("id") long id) {
        return stage.play(Operation.GET_PAYMENT, null, Map.of("id", String.valueOf(id)), script -> lines(
                        Kind.PAYMENT, scope, script)
                .filter(line -> line.id() == id)
                .findFirst()
                .map(line -> overlaid(
                        json.<ObjectNode>valueToTree(line)
                                .putNull("insurance_plan_id")
                                .putNull("claim_id"),
                        script))
                .map(line -> Envelope.of(200, line))
                .orElseGet(() -> Envelope.refused(404, "Not found")));
    }

    @GET
    @Path("/sync_status")
    public Response syncStatus(@BeanParam Scope scope) {
        return stage.play(
                Operation.SYNC_STATUS,
                null,
                Map.of("subdomain", scope.subdomain(), "location_id", scope.locationId()),
                script -> {
                    var status = json.createObjectNode();
                    status.put("institution_id", 1);
                    status.put("sync_source_type", "DataSource");
                    status.put("sync_source_name", scope.subdomain());
                    status.put("read_status", "green");
                    status.put("read_status_at", syncedAt(records.readUntil(scope), script));
                    status.put("write_status", "green");
                    status.put("write_status_at", syncedAt(records.writtenUntil(scope), script));
                    status.putArray("locations").addObject().put("id", scope.locationId());
                    return Envelope.of(200, List.of(overlaid(status, script)));
                });
    }

    /** As it is, or as long ago as the script has it. */
    private String syncedAt(Instant truth, Script script) {
        return (script.lag() == null ? truth : clock.instant().minus(script.lag())).toString();
    }

    private Response list(
            Operation operation, Kind kind, Scope scope, @Nullable String transactionId, @Nullable Long patientId) {
        if (transactionId == null && patientId == null) {
            return Envelope.refused(400, "At least one filter is required");
        }
        var facts = Map.of(
                "transaction_id", Objects.requireNonNullElse(transactionId, ""),
                "patient_id", String.valueOf(patientId));
        return stage.play(
                operation,
                transactionId,
                facts,
                script -> Envelope.of(
                        200,
                        lines(kind, scope, script)
                                .filter(line -> transactionId == null || transactionId.equals(line.transactionId()))
                                .filter(line -> patientId == null || patientId == line.patientId())
                                .map(line -> overlaid(json.valueToTree(line), script))
                                .toList()));
    }

    private Stream<LineView> lines(Kind kind, Scope scope, Script script) {
        return records.read(kind, scope, script.lag()).stream()
                .flatMap(transaction -> transaction.lines().stream().map(line -> LineView.of(transaction, line)));
    }

    private static JsonNode overlaid(ObjectNode usual, Script script) {
        return script.answer() == null ? usual : usual.setAll(script.answer());
    }
}
