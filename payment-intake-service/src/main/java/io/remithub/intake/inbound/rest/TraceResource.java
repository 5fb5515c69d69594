package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.Slice;
import io.remithub.intake.application.TracePayments;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of a payment, by any of its names. */
@Path("/api/v1/trace")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trace")
@SecurityRequirement(name = "api-key")
public class TraceResource {

    private static final int MOST = 50;
    private static final int USUAL = 10;

    private final TracePayments tracePayments;
    private final CurrentCaller caller;

    TraceResource(TracePayments tracePayments, CurrentCaller caller) {
        this.tracePayments = tracePayments;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "trace",
            summary = "What happened to a payment, by any of its names",
            description = "Each payment that bears the key, the oldest first, with its claims as partners call them"
                    + " and everything that happened in the order of time. A batch's key leads to its payments.")
    @APIResponse(
            responseCode = "200",
            description = "The payments found, and as what they bear the key",
            content = @Content(schema = @Schema(implementation = TraceJson.class)))
    @APIResponse(responseCode = "404", description = "Nothing bears the key")
    public TraceJson trace(@Context UriInfo uri) {
        var query = new Query(uri);
        String key = query.required("key");
        int limit = query.whole("limit", 1, MOST, USUAL);
        var cursor = new Cursor(caller.get().tenant(), "trace " + key);
        var slice = new Slice(false, limit, Lists.after(query, cursor));
        query.check();
        var trace = tracePayments.handle(caller.get().tenant(), key, slice).orElseThrow(() -> Problems.NOT_FOUND
                .because("Nothing bears this key.")
                .build());
        var payments = trace.payments();
        return TraceJson.of(
                trace,
                payments.more()
                        ? cursor.after(payments.items().getLast().payment().id().value())
                        : null);
    }
}
