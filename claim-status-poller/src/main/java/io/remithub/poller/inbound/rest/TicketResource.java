package io.remithub.poller.inbound.rest;

import io.remithub.poller.application.TicketHistory;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
class TicketResource {

    private final TicketHistory tickets;

    TicketResource(TicketHistory tickets) {
        this.tickets = tickets;
    }

    @GET
    @Path("/{ticketId}")
    @Transactional
    @Operation(summary = "A ticket's life: where it stands, why, who waits for it, and how it got there")
    public TicketHistory.Life ticket(@PathParam("ticketId") String ticketId) {
        return tickets.of(ticketId).orElseThrow(NotFoundException::new);
    }
}
