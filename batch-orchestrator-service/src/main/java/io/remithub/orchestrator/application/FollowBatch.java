package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Trigger;
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
    private final PassedOver passedOver;
    private final Clock clock;

    FollowBatch(Payments payments, Batches batches, FinishMoves finish, PassedOver passedOver, Clock clock) {
        this.payments = payments;
        this.batches = batches;
        this.finish = finish;
        this.passedOver = passedOver;
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
        var next = payments.lockNext(batchId, batch.yetToFollow(), passedOver.now(), CHUNK);
        if (next.isEmpty()) {
            endUnlessMore(batchId);
            return;
        }
        lead(batch, next, lead.get());
        batches.followOn(batchId);
    }

    /** The payments of the chunk that comes next, by name: one that cannot be loaded keeps no other from being tried. */
    @Transactional
    public List<String> next(String batchId) {
        var batch = batches.read(List.of(batchId)).getFirst();
        return payments.next(batchId, batch.yetToFollow(), passedOver.now(), CHUNK);
    }

    @Transactional
    public void alone(String batchId, String paymentId) {
        batches.lead(batchId, clock.instant())
                .ifPresent(
                        by -> lead(batches.read(List.of(batchId)).getFirst(), payments.lock(List.of(paymentId)), by));
    }

    @Transactional
    public void followOn(String batchId) {
        batches.followOn(batchId);
    }

    private void lead(Batch batch, List<Payment> its, Trigger by) {
        var moves = new Moves().over(its);
        its.forEach(payment -> moves.tell(payment.id(), by, batch::lead));
        finish.finish(moves);
    }

    /** What was not to be had may be another replica's: it is looked at again when that has had its time. */
    private void endUnlessMore(String batchId) {
        var batch = batches.lock(List.of(batchId)).getFirst();
        if (!payments.anyIn(batchId, batch.yetToFollow())) {
            batches.allFollowed(batchId);
        }
    }
}
