package io.remithub.intake.application;

import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Rejection;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Everything was added: the batch goes its way. Asked again, nothing happens. */
@ApplicationScoped
public class StartBatch {

    private static final Logger LOG = Logger.getLogger(StartBatch.class);

    private final Batches batches;
    private final BatchEvents events;
    private final Clock clock;

    StartBatch(Batches batches, BatchEvents events, Clock clock) {
        this.batches = batches;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Decision handle(Caller caller, BatchId id) {
        return batches.lock(caller.tenant(), id)
                .map(batch -> decide(caller, batch))
                .orElse(Decision.refused(new Rejection.NoSuchBatch()));
    }

    private Decision decide(Caller caller, BatchState batch) {
        Decision decision = batch.start();
        if (decision.isTaken()) {
            String command = events.startRequested(batch, caller);
            batches.ask(
                    new PayerCommand(command, Kind.START, batch.id(), null, caller, null, clock.instant()),
                    batch.batch().startsAs());
            StateLog.onCommit(
                    LOG,
                    new Whose(batch.batch().tenant().toString(), batch.id().value(), null),
                    "batch %s is to start",
                    batch.id());
        }
        return decision;
    }
}
