package io.remithub.poller.inbound.rest;

import io.remithub.operators.CurrentOperator;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.poller.application.DirectTicket;
import io.remithub.poller.application.DirectTicket.Outcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators decide about one ticket; each decision is on record with its note. */
@Path("/tickets/{ticketId}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
@Blocking
@RolesAllowed({Role.OPERATOR, Role.ADMIN})
@APIResponse(responseCode = "204", description = "Done")
@APIResponse(responseCode = "400", description = "No note is given")
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
@APIResponse(responseCode = "404", description = "There is none by this id")
@APIResponse(responseCode = "409", description = "The ticket has ended")
class DirectTicketResource {

    private static final int LONGEST_NOTE = 500;

    private final DirectTicket directTicket;
    private final CurrentOperator operator;

    DirectTicketResource(DirectTicket directTicket, CurrentOperator operator) {
        this.directTicket = directTicket;
        this.operator = operator;
    }

    /** @param note why; no patient's data in it */
    public record Decision(@Nullable String note) {}

    @POST
    @Path("/poll-now")
    @Operation(
            operationId = "pollTicketNow",
            summary = "Ask at once",
            description = "Without waiting for its time. A refused credential or a spent budget of calls holds it back"
                    + " like any other.")
    public void pollNow(@PathParam("ticketId") String ticketId, @Nullable Decision decision) {
        answer(directTicket.pollNow(ticketId, operator.name(), note(decision)));
    }

    @POST
    @Path("/cancel")
    @Operation(
            operationId = "cancelTicket",
            summary = "Stop asking",
            description = "For every payment that waits: each opens the exception claim-status-cancelled, which a retry"
                    + " resolves.")
    public void cancel(@PathParam("ticketId") String ticketId, @Nullable Decision decision) {
        answer(directTicket.cancel(ticketId, operator.name(), note(decision)));
    }

    private static void answer(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case UNKNOWN -> throw OperatorProblems.notFound();
            case ENDED ->
                throw OperatorProblems.of(409, "ticket-has-ended", "The ticket has ended")
                        .withDetail("A payment that still needs an answer asks by a retry of its exception.")
                        .build();
        }
    }

    private static String note(@Nullable Decision decision) {
        @Nullable String note = decision == null ? null : decision.note();
        if (note == null || note.isBlank() || note.length() > LONGEST_NOTE) {
            throw OperatorProblems.malformed("/note", "must say why, in 1 to " + LONGEST_NOTE + " characters");
        }
        return note;
    }
}
