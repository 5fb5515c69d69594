package io.remithub.orchestrator.application;

import io.remithub.messaging.Ids;
import io.remithub.operators.Audit;
import io.remithub.orchestrator.application.Worklist.Proposal;
import io.remithub.orchestrator.domain.About;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Resolutions;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what operators decided about a payment's exception; the saga goes on from there. */
@ApplicationScoped
public class ResolveException {

    /**
     * @param about the causes that it is about
     * @param version of the exception as it was seen; null: as it stands
     * @param approver may confirm what another decided
     * @param note why; no patient's data in it
     * @param evidence the reference that a confirmation rests on
     */
    public record Decision(
            Action action,
            About about,
            @Nullable Integer version,
            String by,
            boolean approver,
            String note,
            @Nullable String evidence) {}

    /** What became of a decision. */
    public sealed interface Outcome {

        record CarriedOut() implements Outcome {}

        /** Another person has yet to decide the same. */
        record Proposed() implements Outcome {}

        record Unknown() implements Outcome {}

        record NotAllowed(String code) implements Outcome {}

        /** It was decided on what it was before. */
        record CausesChanged() implements Outcome {}

        /** Another person than the first, with the role for it, has to decide. */
        record AnotherPerson() implements Outcome {}
    }

    private final Worklist worklist;
    private final Payments payments;
    private final FinishMoves finish;
    private final FourEyes fourEyes;
    private final Audit audit;
    private final Clock clock;

    ResolveException(
            Worklist worklist, Payments payments, FinishMoves finish, FourEyes fourEyes, Audit audit, Clock clock) {
        this.worklist = worklist;
        this.payments = payments;
        this.finish = finish;
        this.fourEyes = fourEyes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Outcome resolve(String exceptionId, Decision decision) {
        var paymentId = worklist.paymentOf(exceptionId);
        if (paymentId.isEmpty()) {
            return new Outcome.Unknown();
        }
        var payment = payments.lock(List.of(paymentId.get())).getFirst();
        if (!(payment.exception() instanceof OpenException exception)
                || !exception.id().equals(exceptionId)) {
            return new Outcome.Unknown();
        }
        if (decision.version() != null && decision.version() != exception.version()) {
            return new Outcome.CausesChanged();
        }
        if (!Resolutions.allowed(exception, decision.about()).contains(decision.action())) {
            return new Outcome.NotAllowed("action-not-allowed");
        }
        if (Resolutions.resolve(payment, decision.action(), decision.about())
                instanceof Ruling.Refused<Payment>(var code)) {
            return new Outcome.NotAllowed(code);
        }
        return fourEyes.areAskedFor(decision.action(), payment.terms().policy())
                ? second(payment, exceptionId, decision)
                : carryOut(payment, exceptionId, decision);
    }

    private Outcome second(Payment payment, String exceptionId, Decision decision) {
        // Read under the payment's lock: of two first decisions one is the second.
        var proposal = worklist.open(exceptionId).map(Worklist.Item::proposal);
        if (proposal.isEmpty() || !proposal.get().isOf(decision.action(), decision.about())) {
            worklist.propose(
                    exceptionId, new Proposal(decision.action(), decision.about(), decision.by(), clock.instant()));
            record("exception.propose-", payment, exceptionId, decision);
            return new Outcome.Proposed();
        }
        return decision.approver() && !proposal.get().by().equals(decision.by())
                ? carryOut(payment, exceptionId, decision)
                : new Outcome.AnotherPerson();
    }

    private Outcome carryOut(Payment payment, String exceptionId, Decision decision) {
        var trigger = new Trigger(Actor.OPERATOR, Ids.next(), payment.terms().traceparent(), clock.instant());
        var moves = new Moves().over(List.of(payment));
        moves.resolve(payment.id(), trigger, decision.action(), decision.about());
        worklist.propose(exceptionId, null);
        record("exception.", payment, exceptionId, decision);
        finish.finish(moves);
        return new Outcome.CarriedOut();
    }

    private void record(String verb, Payment payment, String exceptionId, Decision decision) {
        audit.record(new Audit.Entry(
                decision.by(),
                verb + decision.action().wire(),
                payment.terms().tenantId(),
                payment.id(),
                decision.note(),
                (decision.evidence() == null ? "exception " + exceptionId : decision.evidence())
                        + decision.about().words()));
    }
}
