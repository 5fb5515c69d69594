package io.remithub.poller.outbound.db;

import io.quarkus.panache.common.Parameters;
import io.remithub.poller.application.TicketHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheTicketHistory implements TicketHistory {

    @Override
    public Optional<Life> of(String ticketId) {
        return TicketEntity.<TicketEntity>findByIdOptional(ticketId)
                .map(ticket -> new Life(standing(ticket), waiting(ticketId), history(ticketId)));
    }

    @Override
    public List<Standing> list(Filter filter, @Nullable String before, int limit) {
        var where = new Where();
        where.and("id < :before", "before", before);
        where.and("state = :state", "state", filter.state());
        where.and("reason = :reason", "reason", filter.reason());
        where.and("tenantId = :tenantId", "tenantId", filter.tenantId());
        where.and("claimKey = :claimKey", "claimKey", filter.claimKey());
        where.and(
                "id in (select s.key.ticketId from SubscriberEntity s where s.key.paymentId = :paymentId)",
                "paymentId",
                filter.paymentId());
        return TicketEntity.<TicketEntity>find(
                        where.conditions.append(" order by id desc").toString(), where.parameters)
                .page(0, limit)
                .stream()
                .map(PanacheTicketHistory::standing)
                .toList();
    }

    /** Conditions on what was asked for, and on nothing else: each goes over an index of its own. */
    private static final class Where {

        private final StringBuilder conditions = new StringBuilder("1 = 1");
        private final Parameters parameters = new Parameters();

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.append(" and ").append(condition);
                parameters.and(name, value);
            }
        }
    }

    private static Standing standing(TicketEntity ticket) {
        return new Standing(
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
                ticket.closedAt);
    }

    private static List<Waiting> waiting(String ticketId) {
        return SubscriberEntity.<SubscriberEntity>list("key.ticketId = ?1 order by joinedAt", ticketId).stream()
                .map(one -> new Waiting(one.key.paymentId, one.key.claimIndex, one.issuance))
                .toList();
    }

    private static List<Change> history(String ticketId) {
        return ChangeEntity.<ChangeEntity>list("ticketId = ?1 order by id", ticketId).stream()
                .map(one -> new Change(one.at, one.fromState, one.toState, one.reason, one.httpStatus))
                .toList();
    }
}
