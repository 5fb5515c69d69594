package io.remithub.orchestrator.inbound.rest;

import io.remithub.operators.CurrentOperator;
import io.remithub.operators.Faults;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.orchestrator.application.AssignException;
import io.remithub.orchestrator.application.ListExceptions;
import io.remithub.orchestrator.application.ListExceptions.Filter;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/exceptions")
@Tag(name = "Worklist")
@Blocking
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
class ExceptionsResource {

    private static final int MOST = 100;

    private final ListExceptions listExceptions;
    private final AssignException assignException;
    private final CurrentOperator operator;

    ExceptionsResource(ListExceptions listExceptions, AssignException assignException, CurrentOperator operator) {
        this.listExceptions = listExceptions;
        this.assignException = assignException;
        this.operator = operator;
    }

    /** @param owner null: nobody any more */
    record Assignment(
            @Size(min = 1, max = 100) @Pattern(regexp = Text.WITHOUT_NUL) @Nullable
            String owner) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listExceptions",
            summary = "Open exceptions, oldest first",
            description = "Payments that wait for something, what unblocks each, and what can be decided here. Holds no"
                    + " patients' data.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds")
    public OpenExceptions open(
            @QueryParam("tenantId") @Nullable String tenantId,
            @QueryParam("batchId") @Nullable String batchId,
            @QueryParam("paymentId") @Nullable String paymentId,
            @QueryParam("code") @Nullable String code,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("olderThan") @Nullable String olderThan,
            @QueryParam("overdue") @DefaultValue("false") String overdue,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        faults.text("tenantId", tenantId);
        faults.text("batchId", batchId);
        faults.text("paymentId", paymentId);
        faults.text("code", code);
        faults.text("owner", owner);
        var age = faults.duration("olderThan", olderThan);
        faults.require(overdue.matches("true|false"), "?overdue", "must be true or false");
        faults.cursor(cursor, "[0-9a-f]{32}");
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.refuse();
        var filter = new Filter(tenantId, batchId, paymentId, code, owner, age, Boolean.parseBoolean(overdue));
        return OpenExceptions.page(listExceptions.open(filter, cursor, most + 1), most);
    }

    @POST
    @Path("/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    @Operation(operationId = "assignException", summary = "Say who works on it")
    @APIResponse(responseCode = "204", description = "Assigned")
    @APIResponse(responseCode = "404", description = "No exception is open by this id")
    public void assign(
            @PathParam("id") @Pattern(regexp = Text.WITHOUT_NUL) String id,
            @Valid @NotNull @Nullable Assignment assignment) {
        if (assignment == null || !assignException.assign(id, assignment.owner(), operator.name())) {
            throw OperatorProblems.notFound();
        }
    }
}
