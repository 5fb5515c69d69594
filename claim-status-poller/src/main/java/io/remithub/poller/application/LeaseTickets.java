package io.remithub.poller.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** What is due is committed as taken before anybody acts on it. */
@ApplicationScoped
class LeaseTickets {

    private final Tickets tickets;

    LeaseTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    @Transactional
    List<Lease> take(int limit, Duration lease) {
        return tickets.take(limit, lease);
    }
}
