package io.remithub.orchestrator.application;

import io.remithub.events.registrations.ClaimRegistered;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.application.Registrations.Registration;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Reports;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what practices say of their claims, and wakes the payments that waited for it. */
@ApplicationScoped
public class RegisterClaims {

    private final Registrations registrations;
    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    RegisterClaims(Registrations registrations, Payments payments, FinishMoves finish, Clock clock) {
        this.registrations = registrations;
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    public void handle(List<ReceivedEvent> events) {
        Map<ClaimKey, Registration> newest = new LinkedHashMap<>();
        Map<ClaimKey, ReceivedEvent> causes = new LinkedHashMap<>();
        for (var event : events) {
            if (event.payload() instanceof ClaimRegistered registered) {
                var claim = new ClaimKey(registered.getTenantId(), registered.getClaimKey());
                newest.put(
                        claim,
                        new Registration(
                                claim, registered.getRevision(), Bytes.of(registered.getSealedRegistration())));
                causes.put(claim, event);
            }
        }
        registrations.register(List.copyOf(newest.values()));
        var moves = new Moves().over(payments.lock(payments.awaiting(newest.keySet())));
        causes.forEach((claim, event) -> waitingFor(claim, moves)
                .forEach(payment -> moves.tell(
                        payment.id(), trigger(event, payment), it -> Reports.registered(it, claim.value()))));
        finish.finish(moves);
    }

    /** A registration wakes whoever waits for it: each goes on in the trace of its own request. */
    private Trigger trigger(ReceivedEvent event, Payment payment) {
        return Triggers.of(event, clock).in(payment.terms().traceparent());
    }

    private static List<Payment> waitingFor(ClaimKey claim, Moves moves) {
        var waiting = new ArrayList<Payment>();
        for (var moving : moves.payments()) {
            var payment = moving.now();
            if (payment.terms().tenantId().equals(claim.tenantId())
                    && payment.claims().stream()
                            .anyMatch(it -> it.terms().claimKey().equals(claim.value()))) {
                waiting.add(payment);
            }
        }
        return waiting;
    }
}
