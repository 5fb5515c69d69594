package io.remithub.intake.application;

import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BalanceCheck;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.domain.Totals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.function.BiFunction;

/** One payment of a batch replaced or taken out, while it waits. */
@ApplicationScoped
public class ChangePayment {

    private final Batches batches;
    private final BatchPayments payments;
    private final BatchEvents events;
    private final ClaimKeys keys;
    private final Clock clock;

    ChangePayment(Batches batches, BatchPayments payments, BatchEvents events, ClaimKeys keys, Clock clock) {
        this.batches = batches;
        this.payments = payments;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    public Decision replace(Caller caller, BatchId batchId, PaymentId id, Remittance by, byte[] request) {
        return decide(caller, batchId, id, (batch, payment) -> replace(caller, batch, payment, by, request));
    }

    @Transactional
    public Decision remove(Caller caller, BatchId batchId, PaymentId id) {
        return decide(caller, batchId, id, (batch, payment) -> remove(caller, batch, payment));
    }

    private Decision decide(
            Caller caller, BatchId batchId, PaymentId id, BiFunction<BatchState, PaymentState, Decision> change) {
        var batch = batches.lock(caller.tenant(), batchId);
        if (batch.isEmpty()) {
            return Decision.refused(new Rejection.NoSuchBatch());
        }
        return payments.lock(caller.tenant(), id)
                .filter(payment -> payment.batch().equals(batchId))
                .map(payment -> change.apply(batch.get(), payment))
                .orElse(Decision.refused(new Rejection.NoSuchPayment()));
    }

    private Decision replace(Caller caller, BatchState batch, PaymentState former, Remittance by, byte[] request) {
        Decision decision = batch.replace(former, by);
        var balance = BalanceCheck.of(by);
        if (!balance.passes(batch.batch().account().policy().balance())) {
            return Decision.refused(new Rejection.OutOfBalance(balance.findings()));
        }
        if (decision.isTaken()) {
            var payment = Payment.of(former.id(), caller.tenant(), by, balance, keys);
            String id = events.replaced(batch.batch(), payment, caller);
            var command = command(id, Kind.REPLACE, batch, former, caller);
            batches.keep(command);
            payments.replace(command, payment, request);
            var after = batch.current().minus(Totals.of(former.amount())).plus(Totals.of(by.amount()));
            batches.count(batch.id(), after, caller.keyId());
        }
        return decision;
    }

    private Decision remove(Caller caller, BatchState batch, PaymentState payment) {
        Decision decision = batch.remove(payment);
        if (decision.isTaken()) {
            String id = events.removed(batch.id(), payment.id(), caller);
            var command = command(id, Kind.REMOVE, batch, payment, caller);
            batches.keep(command);
            payments.remove(command, payment.id());
            batches.count(batch.id(), batch.current().minus(Totals.of(payment.amount())), null);
        }
        return decision;
    }

    private PayerCommand command(String id, Kind kind, BatchState batch, PaymentState payment, Caller caller) {
        return new PayerCommand(id, kind, batch.id(), payment.id(), caller, null, clock.instant());
    }
}
