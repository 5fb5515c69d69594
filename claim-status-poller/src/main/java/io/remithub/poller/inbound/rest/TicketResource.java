package io.remithub.poller.inbound.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.remithub.operators.Faults;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.poller.application.TicketHistory;
import io.remithub.poller.application.TicketHistory.Change;
import io.remithub.poller.application.TicketHistory.Filter;
import io.remithub.poller.application.TicketHistory.Standing;
import io.remithub.poller.application.TicketHistory.Waiting;
import io.remithub.poller.domain.TicketState;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where tickets stand and how they got there. */
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
@Blocking
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
class TicketResource {

    private static final int MOST = 100;

    private final TicketHistory tickets;

    TicketResource(TicketHistory tickets) {
        this.tickets = tickets;
    }

    /** @param nextCursor null on the last page */
    public record Page(List<Standing> data, @Nullable String nextCursor) {}

    /** A ticket with who waits for it and how it got where it stands. */
    public record Life(@JsonUnwrapped Standing standing, List<Waiting> waiting, List<Change> history) {}

    @GET
    @Transactional
    @Operation(
            operationId = "listTickets",
            summary = "Tickets, newest first",
            description = "By state, reason, tenant, claim, and by a payment that waits for them or did.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds")
    public Page list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("tenantId") @Nullable String tenantId,
            @QueryParam("claimKey") @Nullable String claimKey,
            @QueryParam("paymentId") @Nullable String paymentId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.require(
                state == null
                        || Arrays.stream(TicketState.values())
                                .anyMatch(it -> it.wire().equals(state)),
                "?state",
                "must be a state, as in Polling");
        faults.text("reason", reason);
        faults.text("tenantId", tenantId);
        faults.text("claimKey", claimKey);
        faults.text("paymentId", paymentId);
        faults.cursor(cursor, "[0-9a-f]{32}");
        faults.refuse();
        var found = tickets.list(new Filter(state, reason, tenantId, claimKey, paymentId), cursor, most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        return new Page(page, found.size() > most ? page.getLast().ticketId() : null);
    }

    @GET
    @Path("/{ticketId}")
    @Transactional
    @Operation(
            operationId = "getTicket",
            summary = "A ticket's life: where it stands, why, who waits for it, and how it got there")
    @APIResponse(responseCode = "200", description = "The ticket")
    @APIResponse(responseCode = "404", description = "There is none by this id")
    public Life ticket(@PathParam("ticketId") String ticketId) {
        return tickets.of(ticketId)
                .map(life -> new Life(life.standing(), life.waiting(), life.history()))
                .orElseThrow(OperatorProblems::notFound);
    }
}
