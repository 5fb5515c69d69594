package io.remithub.operators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people did here, for those who answer for it. */
@Path("/audit")
@Tag(name = "Audit")
@Blocking
@RolesAllowed({Role.APPROVER, Role.ADMIN})
class AuditResource {

    private static final String JSON_LINES = "application/jsonl";
    private static final int MOST = 10_000;

    private final Audit audit;
    private final ObjectMapper json;

    AuditResource(Audit audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json;
    }

    @GET
    @Produces(JSON_LINES)
    @Operation(
            operationId = "exportAudit",
            summary = "Who did what, when, why, on what evidence",
            description =
                    "One JSON object a line, by id. Go on after the last one's id: what comes later has a higher one."
                            + " An empty answer is the end.")
    @APIResponse(responseCode = "200", description = "JSON lines")
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "The token has none of the roles approver and admin")
    @APIResponse(responseCode = "503", description = "Somebody has been writing for ten seconds; ask again")
    public Response export(
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("from") @Nullable String from,
            @QueryParam("limit") @DefaultValue("1000") String limit)
            throws JsonProcessingException {
        var lines = new StringBuilder();
        for (Audit.Written entry : entries(after, subject, actor, from, limit)) {
            lines.append(json.writeValueAsString(entry)).append('\n');
        }
        return Response.ok(lines.toString()).build();
    }

    private List<Audit.Written> entries(
            String after, @Nullable String subject, @Nullable String actor, @Nullable String from, String limit) {
        var faults = new Faults();
        long since = faults.whole("after", after, 0, Long.MAX_VALUE);
        faults.text("subject", subject);
        faults.text("actor", actor);
        var instant = faults.instant("from", from);
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.refuse();
        return audit.read(since, subject, actor, instant, most);
    }
}
