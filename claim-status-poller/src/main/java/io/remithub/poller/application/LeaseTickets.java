package io.remithub.poller.application;

import io.remithub.poller.application.CallBudget.Postponed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** What is due is committed as taken before anybody acts on it. */
@ApplicationScoped
class LeaseTickets {

    private final Leases leases;
    private final CredentialCircuit circuit;

    LeaseTickets(Leases leases, CredentialCircuit circuit) {
        this.leases = leases;
        this.circuit = circuit;
    }

    @Transactional
    List<Lease> take(int limit, Duration lease) {
        return switch (circuit.gate()) {
            case CLOSED -> leases.take(limit, lease);
            case PROBE -> leases.take(1, lease).stream().map(Lease::asProbe).toList();
            case OPEN -> List.of();
        };
    }

    @Transactional
    void postpone(List<Postponed> postponed) {
        leases.postpone(postponed);
    }
}
