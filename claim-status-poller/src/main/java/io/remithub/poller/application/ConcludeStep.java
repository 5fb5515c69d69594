package io.remithub.poller.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.messaging.AfterCommit;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import io.remithub.poller.domain.TicketLife;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An answer becomes the ticket's next state and, for everybody who waits, an event: all of it, or nothing. */
@ApplicationScoped
class ConcludeStep {

    private static final Logger LOG = Logger.getLogger(ConcludeStep.class);

    private final Tickets tickets;
    private final StatusEvents events;
    private final TicketLife life;
    private final CredentialCircuit circuit;
    private final MeterRegistry metrics;

    ConcludeStep(
            Tickets tickets, StatusEvents events, TicketLife life, CredentialCircuit circuit, MeterRegistry metrics) {
        this.tickets = tickets;
        this.events = events;
        this.life = life;
        this.circuit = circuit;
        this.metrics = metrics;
    }

    @Transactional
    void of(Lease lease, Answer answer) {
        boolean alert = answer instanceof Answer.CredentialRefused && circuit.open(answer.httpStatus());
        if (alert) {
            AfterCommit.run(() -> alert(answer));
        }
        if (lease.probe() && answer.provesCredential() && circuit.close()) {
            AfterCommit.run(() -> LOG.info("the clearinghouse accepts our credential again: tickets go on"));
        }
        var held = tickets.hold(lease).orElse(null);
        if (held == null) {
            LOG.infof("ticket %s: an answer came too late and is ignored", lease.ticketId());
            metrics.counter("poller.answers.ignored").increment();
            return;
        }
        var random = ThreadLocalRandom.current().nextDouble();
        var decision = life.after(held.ticket(), answer, held.now(), random);
        tickets.store(lease, decision, sealedRefusal(answer));
        var report = alert ? credentialRefused(answer) : decision.report();
        if (report != null) {
            events.tell(lease.ticketId(), tickets.subscribersOf(lease.ticketId()), report, held.now());
        }
        AfterCommit.run(() -> decision.changes().forEach(change -> note(lease, decision, change)));
    }

    private void note(Lease lease, Decision decision, Change change) {
        LOG.infof(
                "ticket %s %s: %s%s",
                lease.ticketId(),
                change.to().wire(),
                change.reason().wire(),
                change.httpStatus() == null ? "" : " (HTTP " + change.httpStatus() + ")");
        if (!decision.ticket().state().isOpen()) {
            metrics.counter(
                            "poller.tickets",
                            "outcome",
                            change.to().wire(),
                            "reason",
                            change.reason().wire())
                    .increment();
        }
    }

    private void alert(Answer answer) {
        LOG.errorf(
                "the clearinghouse refuses our credential (HTTP %s): tickets wait until a probe is accepted",
                answer.httpStatus());
        metrics.counter("poller.credential.refused").increment();
    }

    /** Told to those alone whose ticket met it first: one exception, however many tickets wait. */
    private static Report credentialRefused(Answer answer) {
        return new Report.Failed(Failure.PARTNER_CREDENTIAL_REFUSED, answer.httpStatus());
    }

    private static @Nullable ByteBuffer sealedRefusal(Answer answer) {
        return answer instanceof Answer.Refused refused ? refused.sealedText() : null;
    }
}
