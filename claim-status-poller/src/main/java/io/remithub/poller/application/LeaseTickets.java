package io.remithub.poller.application;

import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.config.PollerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** What is due is committed as taken before anybody acts on it. */
@ApplicationScoped
class LeaseTickets {

    private final Leases leases;
    private final CredentialCircuit circuit;
    private final Duration lease;

    /** A lease outlasts the longest call. */
    @Inject
    LeaseTickets(Leases leases, CredentialCircuit circuit, IntegrexConfig integrex, PollerConfig config) {
        this(leases, circuit, integrex.timeout().plus(config.leaseMargin()));
    }

    LeaseTickets(Leases leases, CredentialCircuit circuit, Duration lease) {
        this.leases = leases;
        this.circuit = circuit;
        this.lease = lease;
    }

    @Transactional
    List<Lease> take(int limit) {
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
