package io.remithub.intake.application;

import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.BalanceCheck;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.ClaimKeys;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Rejection.Unbalanced;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.domain.Totals;
import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.Ids;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Payments put into a batch, all or none: taken one by one as they are read, stored in one transaction. */
@ApplicationScoped
public class AddPayments {

    private static final Logger LOG = Logger.getLogger(AddPayments.class);

    private final Batches batches;
    private final Payments payments;
    private final PaymentEvents events;
    private final ClaimKeys keys;
    private final Clock clock;
    private final TransactionSynchronizationRegistry transaction;
    private final Counts counts;

    AddPayments(
            Batches batches,
            Payments payments,
            PaymentEvents events,
            ClaimKeys keys,
            Clock clock,
            TransactionSynchronizationRegistry transaction,
            Counts counts) {
        this.batches = batches;
        this.payments = payments;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
        this.counts = counts;
    }

    /** What the payer is told. */
    public sealed interface Outcome {
        record Added(List<Accepted> payments) implements Outcome {}

        record Refused(Rejection rejection) implements Outcome {}
    }

    public record Accepted(String issuerReferenceId, PaymentId id) {}

    /** One request's payments, nothing of which is stored yet; empty: there is no such batch. */
    @Transactional
    public Optional<Adding> begin(Caller caller, BatchId id) {
        return batches.find(caller.tenant(), id).map(batch -> new Adding(caller, batch));
    }

    /** Payments on their way in, each checked and reduced as it comes. */
    public final class Adding {
        private final Caller caller;
        private final BatchId batchId;
        private final Account.Balance policy;
        private final NewPayments rows;
        private final NewPaymentEvents told;
        private final List<Accepted> accepted = new ArrayList<>();
        private final List<Unbalanced> unbalanced = new ArrayList<>();
        private final List<Integer> tooLarge = new ArrayList<>();
        private Totals totals = Totals.NONE;

        private Adding(Caller caller, BatchState batch) {
            this.caller = caller;
            this.batchId = batch.id();
            this.policy = batch.batch().account().policy().balance();
            this.rows = payments.into(batch.batch());
            this.told = events.into(batch.batch());
        }

        /**
         * @param request as it is kept
         * @return false when it is refused, by the account or for its size: the whole request will be
         */
        public boolean take(Remittance remittance, byte[] request) {
            int index = accepted.size() + unbalanced.size() + tooLarge.size();
            var balance = BalanceCheck.of(remittance);
            if (!balance.passes(policy)) {
                unbalanced.add(new Unbalanced(index, balance.findings()));
                return false;
            }
            var payment = Payment.of(new PaymentId(Ids.next()), caller.tenant(), remittance, balance, keys);
            if (!told.take(payment)) {
                tooLarge.add(index);
                return false;
            }
            rows.take(payment, request);
            totals = totals.plus(Totals.of(remittance.amount()));
            accepted.add(new Accepted(remittance.issuerReferenceId(), payment.id()));
            return true;
        }
    }

    @Transactional
    public Outcome finish(Adding adding) {
        return batches.lock(adding.caller.tenant(), adding.batchId)
                .map(batch -> decide(adding, batch))
                .orElse(new Outcome.Refused(new Rejection.NoSuchBatch()));
    }

    private Outcome decide(Adding adding, BatchState batch) {
        if (!adding.tooLarge.isEmpty()) {
            return new Outcome.Refused(new Rejection.SomeTooLarge(adding.tooLarge));
        }
        if (!adding.unbalanced.isEmpty()) {
            return new Outcome.Refused(new Rejection.SomeOutOfBalance(adding.unbalanced));
        }
        var taken = adding.rows.taken();
        if (!taken.isEmpty()) {
            return new Outcome.Refused(new Rejection.ReferencesTaken(taken));
        }
        return switch (batch.add(adding.totals)) {
            case Decision.Refused(var rejection) -> new Outcome.Refused(rejection);
            case Decision.Taken _, Decision.NothingToDo _ -> store(adding, batch);
        };
    }

    private Outcome store(Adding adding, BatchState batch) {
        if (!adding.rows.store(adding.caller.keyId(), clock.instant())) {
            transaction.setRollbackOnly();
            return new Outcome.Refused(new Rejection.ReferencesTaken(adding.rows.taken()));
        }
        adding.told.accepted(batch.batch());
        batches.count(batch.id(), batch.current().plus(adding.totals), adding.caller.keyId());
        int count = adding.accepted.size();
        AfterCommit.run(() -> counts.accepted(batch.batch().account(), count));
        StateLog.onCommit(
                LOG,
                new Whose(batch.batch().tenant().toString(), batch.id().value(), null),
                "%d payments added to batch %s",
                count,
                batch.id());
        return new Outcome.Added(adding.accepted);
    }
}
