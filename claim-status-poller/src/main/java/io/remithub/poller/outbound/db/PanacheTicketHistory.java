package io.remithub.poller.outbound.db;

import io.remithub.poller.application.TicketHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class PanacheTicketHistory implements TicketHistory {

    @Override
    public Optional<Life> of(String ticketId) {
        return TicketEntity.<TicketEntity>findByIdOptional(ticketId).map(PanacheTicketHistory::life);
    }

    private static Life life(TicketEntity ticket) {
        return new Life(
                ticket.id,
                ticket.tenantId,
                ticket.claimKey,
                ticket.state,
                ticket.reason,
                ticket.generation,
                ticket.rechecks,
                ticket.integrexId,
                ticket.category,
                ticket.openedAt,
                ticket.dueAt,
                ticket.expiresAt,
                ticket.closedAt,
                SubscriberEntity.<SubscriberEntity>list("key.ticketId = ?1 order by joinedAt", ticket.id).stream()
                        .map(one -> new Waiting(one.key.paymentId, one.key.claimIndex, one.issuance))
                        .toList(),
                ChangeEntity.<ChangeEntity>list("ticketId = ?1 order by id", ticket.id).stream()
                        .map(one -> new Change(one.at, one.fromState, one.toState, one.reason, one.httpStatus))
                        .toList());
    }
}
