package io.remithub.intake.application;

import io.remithub.intake.application.IssuanceCommand.NewTerms;
import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BalanceCheck;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Issuance;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.Rejection;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A payment voided, issued again, or reported as settled. */
@ApplicationScoped
public class ChangeIssuance {

    private static final Logger LOG = Logger.getLogger(ChangeIssuance.class);

    private final Batches batches;
    private final BatchPayments payments;
    private final Issuances issuances;
    private final IssuanceEvents events;
    private final ClaimKeys keys;
    private final Clock clock;

    ChangeIssuance(
            Batches batches,
            BatchPayments payments,
            Issuances issuances,
            IssuanceEvents events,
            ClaimKeys keys,
            Clock clock) {
        this.batches = batches;
        this.payments = payments;
        this.issuances = issuances;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    public Decision handle(IssuanceCommand command) {
        var id = command.asked().payment();
        var tenant = command.asked().caller().tenant();
        return payments.batchOf(tenant, id)
                .flatMap(batch -> batches.lock(tenant, batch))
                .flatMap(batch -> issuances.lock(tenant, id).map(payment -> decide(command, batch, payment)))
                .orElse(Decision.refused(new Rejection.NoSuchPayment()));
    }

    private Decision decide(IssuanceCommand command, BatchState batch, PaymentState payment) {
        Issuance shown = payment.issuance();
        return switch (command) {
            case IssuanceCommand.Void asked -> taken(shown.voiding(), () -> voided(asked, payment));
            case IssuanceCommand.Settle asked -> taken(shown.settling(), () -> settled(asked, payment));
            case IssuanceCommand.Reissue asked -> {
                Decision decision = shown.reissuing();
                yield decision.isTaken() ? reissue(asked, batch, payment) : decision;
            }
        };
    }

    private static Decision taken(Decision decision, Runnable effect) {
        if (decision.isTaken()) {
            effect.run();
        }
        return decision;
    }

    private void voided(IssuanceCommand.Void command, PaymentState payment) {
        String id = events.voidRequested(payment, command.asked().caller());
        ask(
                kept(id, Kind.VOID, command, payment, null),
                payment,
                payment.issuance().voided());
    }

    private void settled(IssuanceCommand.Settle command, PaymentState payment) {
        String id = events.settled(payment, command.on(), command.asked().caller());
        ask(
                kept(id, Kind.SETTLE, command, payment, "settled on " + command.on()),
                payment,
                payment.issuance().settled());
    }

    private Decision reissue(IssuanceCommand.Reissue command, BatchState batch, PaymentState payment) {
        var caller = command.asked().caller();
        var terms = command.terms();
        byte[] request = terms.onto().apply(issuances.request(caller.tenant(), payment));
        var balance = BalanceCheck.of(terms.remittance().apply(request));
        if (!balance.passes(batch.batch().account().policy().balance())) {
            return Decision.refused(new Rejection.OutOfBalance(balance.findings()));
        }
        String id = events.reissueRequested(payment, payeeKey(command, terms), terms.remitMethod(), caller);
        @Nullable String changed = terms.changed().isEmpty() ? null : "new " + String.join(", ", terms.changed());
        var asked = kept(id, Kind.REISSUE, command, payment, changed);
        var next = payment.issuance().reissued(payment.amount());
        ask(asked, payment, next);
        if (!terms.changed().isEmpty()) {
            issuances.keepRequest(asked, payment.id(), next.number(), request, balance.findings());
        }
        return Decision.TAKEN;
    }

    private void ask(PayerCommand command, PaymentState payment, Issuance leadsTo) {
        batches.keep(command);
        issuances.ask(command, payment.id(), leadsTo);
        StateLog.onCommit(
                LOG,
                new Whose(
                        command.caller().tenant().toString(),
                        payment.batch().value(),
                        payment.id().value()),
                "payment %s: %s",
                payment.id(),
                command.kind());
    }

    private PayerCommand kept(
            String id, Kind kind, IssuanceCommand command, PaymentState payment, @Nullable String evidence) {
        var asked = command.asked();
        return new PayerCommand(
                id,
                kind,
                payment.batch(),
                payment.id(),
                asked.caller(),
                asked.person(),
                asked.reason(),
                evidence,
                clock.instant());
    }

    private @Nullable String payeeKey(IssuanceCommand command, NewTerms terms) {
        return terms.payeeTaxId() == null
                ? null
                : keys.payeeKey(command.asked().caller().tenant(), terms.payeeTaxId());
    }
}
