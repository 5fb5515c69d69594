package io.remithub.orchestrator.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.orchestrator.application.FinishMoves.BatchesLead;
import io.remithub.orchestrator.application.FollowBatch;
import io.remithub.orchestrator.application.FollowOneByOne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;

/** Works on batches whose payments have yet to follow: woken by the commit that says so, and looking by itself. */
@ApplicationScoped
class BatchLoop {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 2;

    private final FollowBatch followBatch;
    private final FollowOneByOne followOneByOne;
    private final WorkLoop loop;

    BatchLoop(FollowBatch followBatch, FollowOneByOne followOneByOne) {
        this.followBatch = followBatch;
        this.followOneByOne = followOneByOne;
        this.loop = new WorkLoop("batches", IDLE, AT_ONCE, this::due);
    }

    void start(@Observes StartupEvent starting) {
        loop.start();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) BatchesLead committed) {
        loop.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    /** A chunk a piece, so that many batches take turns. */
    private List<Runnable> due(int free) {
        return followBatch.due(free).stream()
                .map(batchId -> (Runnable) () -> followOneByOne.chunk(batchId))
                .toList();
    }
}
