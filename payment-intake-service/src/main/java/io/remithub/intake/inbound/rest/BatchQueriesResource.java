package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remithub.intake.application.FindBatch;
import io.remithub.intake.domain.BatchId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Batches as their payer sees them. */
@Path("/api/v1/payments/batch")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
@SecurityRequirement(name = "api-key")
public class BatchQueriesResource {

    private final FindBatch findBatch;
    private final ObjectMapper json;
    private final CurrentCaller caller;

    BatchQueriesResource(FindBatch findBatch, ObjectMapper json, CurrentCaller caller) {
        this.findBatch = findBatch;
        this.json = json;
        this.caller = caller;
    }

    /** @param nextCursor absent where the list ends */
    record BatchList(List<BatchJson> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listBatches",
            summary = "Batches, page by page",
            description = "In the order of creation. All filters must hold; of several statuses, any.")
    @APIResponse(
            responseCode = "200",
            description = "A page; it is the last one where there is no nextCursor",
            content = @Content(schema = @Schema(implementation = BatchList.class)))
    public Response list(@Context UriInfo uri) {
        var tenant = caller.get().tenant();
        var asked = Lists.batches(new Query(uri), tenant);
        return Response.ok(asked.batches(findBatch.page(tenant, asked.filter(), asked.slice())))
                .build();
    }

    @GET
    @Path("/{batchId: [0-9a-f]{32}}")
    @Operation(operationId = "getBatch", summary = "A batch as it stands")
    @APIResponse(
            responseCode = "200",
            description = "The batch; its revision is the ETag",
            content = @Content(schema = @Schema(implementation = BatchJson.class)))
    @APIResponse(responseCode = "304", description = "Not changed since If-None-Match")
    @APIResponse(responseCode = "404", description = "No such batch")
    public Response find(@PathParam("batchId") String batchId, @Context HttpHeaders headers) {
        var batch = findBatch.find(caller.get().tenant(), new BatchId(batchId)).orElseThrow(Problems::notFound);
        return Tagged.answer(headers, batch.revision(), () -> BatchJson.of(batch));
    }

    @GET
    @Path("/{batchId: [0-9a-f]{32}}/details")
    @Operation(
            operationId = "getBatchDetails",
            summary = "All that is known of a batch",
            description = "Who started and released it, what was refused, and the first payments, each with what"
                    + " became of it; nextCursor and paymentsLink lead to the others.")
    @APIResponse(
            responseCode = "200",
            description = "The details; the ETag is that of their content",
            content = @Content(schema = @Schema(implementation = BatchDetailsJson.class)))
    @APIResponse(responseCode = "304", description = "Not changed since If-None-Match")
    @APIResponse(responseCode = "404", description = "No such batch")
    public Response findDetails(@PathParam("batchId") String batchId, @Context HttpHeaders headers)
            throws JsonProcessingException {
        var tenant = caller.get().tenant();
        var asked = Lists.paymentsOf(new BatchId(batchId), tenant);
        var found = findBatch
                .findDetails(tenant, new BatchId(batchId), asked.slice().limit())
                .orElseThrow(Problems::notFound);
        byte[] body = json.writeValueAsBytes(BatchDetailsJson.of(
                found,
                asked.payments(found.payments()),
                "/api/v1/payments?batchId=%s&order=%s".formatted(batchId, Lists.OLDEST)));
        return Tagged.answer(headers, Tagged.digest(body), () -> body);
    }
}
