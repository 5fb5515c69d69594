package io.remithub.intake.application;

import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.BalanceCheck;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection;
import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.Ids;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/** A payment issued alone, with the batch of one that it makes. */
@ApplicationScoped
public class AcceptPayment {

    private static final Logger LOG = Logger.getLogger(AcceptPayment.class);

    private final Accounts accounts;
    private final Payments payments;
    private final PaymentEvents events;
    private final ClaimKeys keys;
    private final Clock clock;
    private final TransactionSynchronizationRegistry transaction;
    private final Counts counts;

    AcceptPayment(
            Accounts accounts,
            Payments payments,
            PaymentEvents events,
            ClaimKeys keys,
            Clock clock,
            TransactionSynchronizationRegistry transaction,
            Counts counts) {
        this.accounts = accounts;
        this.payments = payments;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
        this.counts = counts;
    }

    /** What the payer is told. */
    public sealed interface Outcome {
        record Accepted(BatchId batchId, PaymentId paymentId) implements Outcome {}

        record Refused(Rejection rejection) implements Outcome {}
    }

    @Transactional
    public Outcome handle(IssuePayment command) {
        var tenant = command.caller().tenant();
        var found = accounts.find(tenant, command.accountShortCode(), command.subAccountShortCode());
        if (found.isEmpty()) {
            return new Outcome.Refused(new Rejection.UnknownAccount());
        }
        Account account = found.get();
        var balance = BalanceCheck.of(command.remittance());
        if (!balance.passes(account.policy().balance())) {
            return new Outcome.Refused(new Rejection.OutOfBalance(balance.findings()));
        }
        var batch = Batch.ofOne(
                new BatchId(Ids.next()),
                command.caller(),
                command.clientRequestId(),
                account,
                command.remittance(),
                clock.instant());
        var payment = Payment.of(new PaymentId(Ids.next()), tenant, command.remittance(), balance, keys);
        return add(batch, payment, command);
    }

    private Outcome add(Batch batch, Payment payment, IssuePayment command) {
        if (!payments.add(batch, payment, command.request())) {
            transaction.setRollbackOnly();
            return new Outcome.Refused(new Rejection.AlreadyIssued(payments.othersThatBear(batch, payment)));
        }
        events.issued(batch, payment);
        AfterCommit.run(() -> counts.accepted(batch.account(), 1));
        StateLog.onCommit(
                LOG,
                new Whose(
                        batch.tenant().toString(),
                        batch.id().value(),
                        payment.id().value()),
                "payment %s accepted in batch %s",
                payment.id(),
                batch.id());
        return new Outcome.Accepted(batch.id(), payment.id());
    }
}
