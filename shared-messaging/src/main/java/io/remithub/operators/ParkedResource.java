package io.remithub.operators;

import io.remithub.messaging.ParkedEvent;
import io.remithub.messaging.ResolveParked;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that were set aside, and what is decided of them. */
@Path("/parked")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Parked events")
@Blocking
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
public class ParkedResource {

    private static final int MOST = 100;

    private final ResolveParked resolveParked;
    private final CurrentOperator operator;

    ParkedResource(ResolveParked resolveParked, CurrentOperator operator) {
        this.resolveParked = resolveParked;
        this.operator = operator;
    }

    /** @param nextCursor null on the last page */
    public record Page(List<ParkedEvent> data, @Nullable String nextCursor) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listParked",
            summary = "Events that were set aside, oldest first",
            description = "What could not be read or applied, why, what waits behind it, and what to do.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds")
    public Page list(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("code") @Nullable String code,
            @QueryParam("cursor") @DefaultValue("0") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        faults.text("topic", topic);
        faults.text("code", code);
        long after = faults.whole("cursor", cursor, 0, Long.MAX_VALUE);
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.refuse();
        var found = resolveParked.list(topic, code, after, most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        return new Page(page, found.size() > most ? Long.toString(page.getLast().id()) : null);
    }

    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayParked",
            summary = "Apply it after all",
            description = "As if it had just come; what waited behind it follows.")
    @APIResponse(responseCode = "204", description = "Applied")
    @APIResponse(responseCode = "400", description = "No reason is given")
    @APIResponse(responseCode = "404", description = "None by this id waits")
    @APIResponse(responseCode = "409", description = "It still cannot be applied, or an earlier one waits")
    public void replay(@PathParam("id") String id, @Nullable Decision decision) {
        Decision.answer(resolveParked.replay(number(id), operator.name(), Decision.reason(decision)));
    }

    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    @Path("/{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "discardParked",
            summary = "Go on without it",
            description = "Its subject goes on as if it had been applied. It stays on record, with the reason.")
    @APIResponse(responseCode = "204", description = "Discarded")
    @APIResponse(responseCode = "400", description = "No reason is given")
    @APIResponse(responseCode = "404", description = "None by this id waits")
    @APIResponse(responseCode = "409", description = "An earlier one waits: that one first")
    public void discard(@PathParam("id") String id, @Nullable Decision decision) {
        Decision.answer(resolveParked.discard(number(id), operator.name(), Decision.reason(decision)));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw OperatorProblems.notFound();
        }
    }
}
