package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Totals;
import io.remithub.messaging.Ids;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** A batch to be filled, with the totals it is to have. */
@ApplicationScoped
public class OpenBatch {

    private static final Logger LOG = Logger.getLogger(OpenBatch.class);

    private final Accounts accounts;
    private final Batches batches;
    private final BatchEvents events;
    private final Clock clock;

    OpenBatch(Accounts accounts, Batches batches, BatchEvents events, Clock clock) {
        this.accounts = accounts;
        this.batches = batches;
        this.events = events;
        this.clock = clock;
    }

    /** What a payer wants filled. */
    public record NewBatch(
            Caller caller,
            String clientRequestId,
            String accountShortCode,
            String subAccountShortCode,
            Totals expected) {}

    /** What the payer is told. */
    public sealed interface Outcome {
        record Opened(BatchId batchId) implements Outcome {}

        record Refused(Rejection rejection) implements Outcome {}
    }

    @Transactional
    public Outcome handle(NewBatch command) {
        var tenant = command.caller().tenant();
        var account = accounts.find(tenant, command.accountShortCode(), command.subAccountShortCode());
        if (account.isEmpty()) {
            return new Outcome.Refused(new Rejection.UnknownAccount());
        }
        var batch = new Batch(
                new BatchId(Ids.next()),
                tenant,
                command.clientRequestId(),
                account.get(),
                account.get().policy().hold(),
                command.expected().total(),
                command.expected().payments(),
                false,
                command.caller().keyId(),
                clock.instant());
        if (!batches.open(batch)) {
            var taken = batches.bearer(tenant, command.clientRequestId());
            return new Outcome.Refused(new Rejection.AlreadyIssued(List.of(taken)));
        }
        events.opened(batch);
        StateLog.onCommit(
                LOG, new Whose(batch.tenant().toString(), batch.id().value(), null), "batch %s opened", batch.id());
        return new Outcome.Opened(batch.id());
    }
}
