package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Lets the payments of a started, released or cancelled batch follow it, a chunk a transaction. Any number of replicas
 * may work on one batch: each takes payments that no other has.
 */
@ApplicationScoped
public class FollowBatch {

    private static final int CHUNK = 200;

    private final Payments payments;
    private final Batches batches;
    private final FinishMoves finish;
    private final Clock clock;

    FollowBatch(Payments payments, Batches batches, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.batches = batches;
        this.finish = finish;
        this.clock = clock;
    }

    @Transactional
    public List<String> due(int limit) {
        return batches.leading(limit);
    }

    @Transactional
    public void chunk(String batchId) {
        var lead = batches.lead(batchId, clock.instant());
        if (lead.isEmpty()) {
            return;
        }
        var batch = batches.read(List.of(batchId)).getFirst();
        List<Payment> next = payments.lockNext(batchId, batch.yetToFollow(), CHUNK);
        if (next.isEmpty()) {
            endUnlessMore(batchId);
            return;
        }
        var moves = new Moves().over(next);
        next.forEach(payment -> moves.tell(payment.id(), lead.get(), batch::lead));
        finish.finish(moves);
        batches.followOn(batchId);
    }

    /** What was not to be had may be another replica's: it is looked at again when that has had its time. */
    private void endUnlessMore(String batchId) {
        var batch = batches.lock(List.of(batchId)).getFirst();
        if (!payments.anyIn(batchId, batch.yetToFollow())) {
            batches.allFollowed(batchId);
        }
    }
}
