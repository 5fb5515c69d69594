package io.remithub.operators;

import io.remithub.messaging.Gap;
import io.remithub.messaging.SkipGap;
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

/** Subjects of which an event has not come, and what is decided of them. */
@Path("/gaps")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gaps")
@Blocking
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
public class GapsResource {

    private static final int MOST = 100;

    private final SkipGap skipGap;
    private final CurrentOperator operator;

    GapsResource(SkipGap skipGap, CurrentOperator operator) {
        this.skipGap = skipGap;
        this.operator = operator;
    }

    /** @param nextCursor null on the last page */
    public record Page(List<Gap> data, @Nullable String nextCursor) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listGaps",
            summary = "Subjects of which an event has not come",
            description = "What was applied last, what waits or was set aside behind it, and since when.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "The cursor or the limit is out of bounds")
    public Page list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        int most = (int) faults.whole("limit", limit, 1, MOST);
        var after = cursor == null ? null : Gap.Id.parse(cursor).orElse(null);
        faults.require(cursor == null || after != null, "?cursor", "must be the nextCursor of a page");
        faults.refuse();
        var found = skipGap.list(after, most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        return new Page(page, found.size() > most ? page.getLast().id() : null);
    }

    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    @Path("/{id:.+}/skip")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "skipGap",
            summary = "Go on without what has not come",
            description = "What waits is applied, as far as to the next gap, or to what was set aside. "
                    + "What comes late after all does nothing. Where nothing is missing any more, what still waits is "
                    + "applied.")
    @APIResponse(responseCode = "204", description = "Skipped")
    @APIResponse(responseCode = "400", description = "No reason is given")
    @APIResponse(responseCode = "404", description = "There is no such gap, or not any more")
    @APIResponse(responseCode = "409", description = "What comes next was set aside: decide on that")
    public void skip(@PathParam("id") String id, @Nullable Decision decision) {
        var gap = Gap.Id.parse(id).orElseThrow(OperatorProblems::notFound);
        Decision.answer(skipGap.skip(gap, operator.name(), Decision.reason(decision)));
    }
}
