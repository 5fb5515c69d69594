package io.remithub.intake.application;

import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Rejection;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** None of its payments goes out. */
@ApplicationScoped
public class CancelBatch {

    private static final Logger LOG = Logger.getLogger(CancelBatch.class);

    private final Batches batches;
    private final BatchEvents events;
    private final Clock clock;

    CancelBatch(Batches batches, BatchEvents events, Clock clock) {
        this.batches = batches;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Decision handle(Caller caller, BatchId id, @Nullable String cancelledBy) {
        return batches.lock(caller.tenant(), id)
                .map(batch -> decide(caller, batch, cancelledBy))
                .orElse(Decision.refused(new Rejection.NoSuchBatch()));
    }

    private Decision decide(Caller caller, BatchState batch, @Nullable String cancelledBy) {
        Decision decision = batch.cancel();
        if (decision.isTaken()) {
            String command = events.cancelRequested(batch.id(), caller);
            batches.ask(
                    new PayerCommand(command, Kind.CANCEL, batch.id(), null, caller, cancelledBy, clock.instant()),
                    BatchStatus.CANCELLED);
            StateLog.onCommit(
                    LOG,
                    new Whose(batch.batch().tenant().toString(), batch.id().value(), null),
                    "batch %s is to be cancelled",
                    batch.id());
        }
        return decision;
    }
}
