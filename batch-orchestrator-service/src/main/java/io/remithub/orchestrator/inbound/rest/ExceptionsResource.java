package io.remithub.orchestrator.inbound.rest;

import io.remithub.orchestrator.application.ListExceptions;
import io.remithub.orchestrator.application.Worklist.Query;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/exceptions")
@Tag(name = "Worklist")
@Blocking
class ExceptionsResource {

    private final ListExceptions listExceptions;

    ExceptionsResource(ListExceptions listExceptions) {
        this.listExceptions = listExceptions;
    }

    @GET
    @Operation(
            summary = "Open exceptions, oldest first",
            description = "Payments that wait for something, and what unblocks each. Holds no patients' data.")
    public OpenExceptions open(
            @QueryParam("tenantId") @Nullable String tenantId,
            @QueryParam("paymentId") @Nullable String paymentId,
            @QueryParam("code") @Nullable String code,
            @QueryParam("cursor") @Pattern(regexp = "[0-9a-f]{32}") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return OpenExceptions.page(listExceptions.open(new Query(tenantId, paymentId, code, cursor, limit + 1)), limit);
    }
}
