package io.remithub.intake.application;

import io.remithub.intake.application.PayerCommand.Kind;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Decision;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.Totals;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Other control totals. */
@ApplicationScoped
public class AmendBatch {

    private static final Logger LOG = Logger.getLogger(AmendBatch.class);

    private final Batches batches;
    private final BatchEvents events;
    private final Clock clock;

    AmendBatch(Batches batches, BatchEvents events, Clock clock) {
        this.batches = batches;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Decision handle(Caller caller, BatchId id, Totals expected, @Nullable String modifiedBy) {
        return batches.lock(caller.tenant(), id)
                .map(batch -> decide(caller, batch, expected, modifiedBy))
                .orElse(Decision.refused(new Rejection.NoSuchBatch()));
    }

    private Decision decide(Caller caller, BatchState batch, Totals expected, @Nullable String modifiedBy) {
        Decision decision = batch.amend(expected);
        if (decision.isTaken()) {
            String command = events.amended(batch.id(), expected, caller);
            batches.amend(
                    new PayerCommand(command, Kind.AMEND, batch.id(), null, caller, modifiedBy, clock.instant())
                            .withEvidence("from %s to %s".formatted(words(batch.expected()), words(expected))),
                    expected);
            StateLog.onCommit(
                    LOG,
                    new Whose(batch.batch().tenant().toString(), batch.id().value(), null),
                    "batch %s has other control totals",
                    batch.id());
        }
        return decision;
    }

    private static String words(Totals totals) {
        return "%s in %d payments".formatted(totals.total().dollars(), totals.payments());
    }
}
