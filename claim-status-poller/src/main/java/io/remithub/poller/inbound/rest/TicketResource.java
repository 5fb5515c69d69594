package io.remithub.poller.inbound.rest;

import io.remithub.operators.Role;
import io.remithub.poller.application.TicketHistory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
class TicketResource {

    private final TicketHistory tickets;

    TicketResource(TicketHistory tickets) {
        this.tickets = tickets;
    }

    @GET
    @Path("/{ticketId}")
    @Transactional
    @Operation(summary = "A ticket's life: where it stands, why, who waits for it, and how it got there")
    @APIResponse(responseCode = "200", description = "The ticket")
    @APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
    @APIResponse(responseCode = "403", description = "The token lacks the role")
    @APIResponse(responseCode = "404", description = "There is none by this id")
    public TicketHistory.Life ticket(@PathParam("ticketId") String ticketId) {
        return tickets.of(ticketId).orElseThrow(NotFoundException::new);
    }
}
