package io.remithub.poller.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.Together;
import io.remithub.poller.application.StatusEvents.Told;
import io.remithub.poller.application.Tickets.Concluded;
import io.remithub.poller.application.Tickets.Held;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Circumstances;
import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import io.remithub.poller.domain.TicketLife;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers become the tickets' next states and, for everybody who waits, events: all of it, or nothing. Answers that come
 * at the same time share a transaction.
 */
@Startup // what it counts is there before the first of it
@ApplicationScoped
class ConcludeStep {

    private static final Logger LOG = Logger.getLogger(ConcludeStep.class);
    private static final int MOST_TOGETHER = 100;

    private final Tickets tickets;
    private final StatusEvents events;
    private final TicketLife life;
    private final CredentialCircuit circuit;
    private final DueTickets due;
    private final MeterRegistry metrics;
    private final Together<Answered> together;
    private final Counter ignored;
    private final Counter refused;

    ConcludeStep(
            Tickets tickets,
            StatusEvents events,
            TicketLife life,
            CredentialCircuit circuit,
            DueTickets due,
            MeterRegistry metrics) {
        this.tickets = tickets;
        this.events = events;
        this.life = life;
        this.circuit = circuit;
        this.due = due;
        this.metrics = metrics;
        this.ignored = metrics.counter("hub.tickets.answers.ignored");
        this.refused = metrics.counter("hub.partner.credential.refusals", "partner", "integrex");
        this.together = new Together<>(
                MOST_TOGETHER, answered -> QuarkusTransaction.requiringNew().run(() -> conclude(answered)));
    }

    private record Answered(Lease lease, Answer answer) {}

    /** Returns once it is committed. */
    void of(Lease lease, Answer answer) {
        together.store(new Answered(lease, answer));
    }

    private void conclude(List<Answered> answered) {
        var held = tickets.hold(answered.stream().map(Answered::lease).toList());
        var subscribers = subscribersOfResults(answered);
        var concluded = new ArrayList<Concluded>();
        var told = new ArrayList<Told>();
        for (var one : answered) {
            heed(one);
            var ticket = held.get(one.lease());
            if (ticket == null) {
                ignore(one.lease());
                continue;
            }
            var waiting = subscribers.getOrDefault(one.lease().ticketId(), List.of());
            var decision = life.after(ticket.ticket(), one.answer(), circumstances(one.lease(), ticket, waiting));
            concluded.add(new Concluded(decision, sealedRefusal(one.answer())));
            var report =
                    tellsOfCredential(one.answer(), decision) ? credentialRefused(one.answer()) : decision.report();
            if (report != null) {
                told.add(new Told(one.lease().ticketId(), List.of(), report, ticket.now()));
            }
            AfterCommit.run(() -> note(one.lease(), decision));
            var after = decision.after();
            if (after != null) {
                AfterCommit.run(() -> due.wakeIn(after));
            }
        }
        tickets.store(concluded);
        tell(told, subscribers);
    }

    /** What a result settles depends on whose it is; most answers are none. */
    private Map<String, List<Subscriber>> subscribersOfResults(List<Answered> answered) {
        return tickets.subscribersOf(answered.stream()
                .filter(one -> one.answer() instanceof Answer.Result)
                .map(one -> one.lease().ticketId())
                .toList());
    }

    private void tell(List<Told> told, Map<String, List<Subscriber>> known) {
        var others = tickets.subscribersOf(told.stream()
                .map(Told::ticketId)
                .filter(ticketId -> !known.containsKey(ticketId))
                .toList());
        events.tell(told.stream()
                .map(one -> one.to(known.getOrDefault(one.ticketId(), others.getOrDefault(one.ticketId(), List.of()))))
                .toList());
    }

    /** What an answer says of our credential; the first refusal is everybody's concern. */
    private void heed(Answered answered) {
        var answer = answered.answer();
        if (answer instanceof Answer.CredentialRefused && circuit.open(answer.httpStatus())) {
            AfterCommit.run(() -> alert(answer));
        }
        if (answered.lease().probe() && answer.provesCredential() && circuit.close()) {
            StateLog.onCommit(
                    LOG,
                    answered.lease().cause(),
                    answered.lease().whose(),
                    "the clearinghouse accepts our credential again: tickets go on");
        }
    }

    /** Of all that wait, the first one that has no final answer: one exception, however many tickets wait. */
    private boolean tellsOfCredential(Answer answer, Decision decision) {
        return answer instanceof Answer.CredentialRefused && !decision.ticket().decided() && circuit.tell();
    }

    private static Circumstances circumstances(Lease lease, Held ticket, List<Subscriber> waiting) {
        return new Circumstances(
                waiting.stream().map(Subscriber::issuerPaymentId).toList(),
                lease.takenAt(),
                ticket.now(),
                ThreadLocalRandom.current().nextDouble());
    }

    private void ignore(Lease lease) {
        LOG.debugf("ticket %s: an answer came too late and is ignored", lease.ticketId());
        ignored.increment();
    }

    private void note(Lease lease, Decision decision) {
        decision.changes().forEach(change -> note(lease, change));
        if (!decision.ticket().state().isOpen()) {
            metrics.counter(
                            "hub.tickets.closed",
                            "outcome",
                            decision.ticket().state().wire(),
                            "reason",
                            decision.ticket().reason().wire())
                    .increment();
        }
    }

    private static void note(Lease lease, Change change) {
        if (change.from() != change.to()) {
            StateLog.tell(
                    LOG,
                    lease.cause(),
                    lease.whose(),
                    "ticket %s %s: %s%s",
                    lease.ticketId(),
                    change.to().wire(),
                    change.reason().wire(),
                    change.httpStatus() == null ? "" : " (HTTP " + change.httpStatus() + ")");
        }
    }

    private void alert(Answer answer) {
        LOG.errorf(
                "the clearinghouse refuses our credential (HTTP %s): tickets wait until a probe is accepted",
                answer.httpStatus());
        refused.increment();
    }

    private static Report credentialRefused(Answer answer) {
        return new Report.Failed(Failure.PARTNER_CREDENTIAL_REFUSED, answer.httpStatus());
    }

    private static @Nullable ByteBuffer sealedRefusal(Answer answer) {
        return answer instanceof Answer.Refused refused ? refused.sealedText() : null;
    }
}
