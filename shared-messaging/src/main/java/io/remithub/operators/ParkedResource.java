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
    private static final int LONGEST_REASON = 500;

    private final ResolveParked resolveParked;
    private final CurrentOperator operator;

    ParkedResource(ResolveParked resolveParked, CurrentOperator operator) {
        this.resolveParked = resolveParked;
        this.operator = operator;
    }

    /** @param nextCursor null on the last page */
    public record Page(List<ParkedEvent> data, @Nullable String nextCursor) {}

    /** @param reason kept with the event; no patient's data in it */
    public record Decision(@Nullable String reason) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listParked",
            summary = "Events that were set aside, oldest first",
            description = "What could not be read or applied, why, what waits behind it, and what to do.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "The cursor or the limit is out of bounds")
    public Page list(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("code") @Nullable String code,
            @QueryParam("cursor") @DefaultValue("0") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = (int) OperatorProblems.whole("limit", limit, 1, MOST);
        var found =
                resolveParked.list(topic, code, OperatorProblems.whole("cursor", cursor, 0, Long.MAX_VALUE), most + 1);
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
        answer(resolveParked.replay(number(id), operator.name(), reason(decision)));
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
        answer(resolveParked.discard(number(id), operator.name(), reason(decision)));
    }

    static void answer(ResolveParked.Outcome outcome) {
        switch (outcome) {
            case RESOLVED -> {}
            case UNKNOWN -> throw OperatorProblems.notFound();
            case STILL_NOT_APPLICABLE ->
                throw OperatorProblems.of(409, "still-not-applicable", "The event still cannot be applied")
                        .withDetail("Nothing has changed. The log says at which place it fails.")
                        .build();
            case AN_EARLIER_ONE_WAITS ->
                throw OperatorProblems.of(409, "earlier-event-waits", "An earlier event of the same subject waits")
                        .withDetail("Resolve that one first; what follows it comes by itself.")
                        .build();
        }
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw OperatorProblems.notFound();
        }
    }

    static String reason(@Nullable Decision decision) {
        @Nullable String reason = decision == null ? null : decision.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw OperatorProblems.malformed("/reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        return reason;
    }
}
