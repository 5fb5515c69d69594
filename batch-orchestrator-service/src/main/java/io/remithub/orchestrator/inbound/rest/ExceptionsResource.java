package io.remithub.orchestrator.inbound.rest;

import io.remithub.operators.CurrentOperator;
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
import java.time.DateTimeException;
import java.time.Duration;
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
            @QueryParam("tenantId") @Pattern(regexp = Text.WITHOUT_NUL) @Nullable String tenantId,
            @QueryParam("batchId") @Pattern(regexp = Text.WITHOUT_NUL) @Nullable String batchId,
            @QueryParam("paymentId") @Pattern(regexp = Text.WITHOUT_NUL) @Nullable String paymentId,
            @QueryParam("code") @Pattern(regexp = Text.WITHOUT_NUL) @Nullable String code,
            @QueryParam("owner") @Pattern(regexp = Text.WITHOUT_NUL) @Nullable String owner,
            @QueryParam("olderThan") @Nullable String olderThan,
            @QueryParam("overdue") @DefaultValue("false") @Pattern(regexp = "true|false") String overdue,
            @QueryParam("cursor") @Pattern(regexp = "[0-9a-f]{32}") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var most = (int) OperatorProblems.whole("limit", limit, 1, MOST);
        var filter = new Filter(
                tenantId, batchId, paymentId, code, owner, duration(olderThan), Boolean.parseBoolean(overdue));
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

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative() && duration.toDays() <= 36_500) {
                return duration;
            }
        } catch (DateTimeException none) {
            // out of bounds, too
        }
        throw OperatorProblems.malformed("?olderThan", "must be a duration, as in PT4H or P1D");
    }
}
