package io.remithub.orchestrator.application;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets a chunk of payments follow their batch, or one by one where that fails: what stops one stops no other. */
@ApplicationScoped
public class FollowOneByOne {

    private final FollowBatch followBatch;
    private final PassedOver passedOver;

    FollowOneByOne(FollowBatch followBatch, PassedOver passedOver) {
        this.followBatch = followBatch;
        this.passedOver = passedOver;
    }

    public void chunk(String batchId) {
        if (!Attempt.succeeds(() -> followBatch.chunk(batchId), _ -> {})) {
            long followed = followBatch.next(batchId).stream()
                    .filter(paymentId -> passedOver.unlessItFails(
                            paymentId, "follow batch " + batchId, () -> followBatch.alone(batchId, paymentId)))
                    .count();
            // Where none does, it is hardly the payments: the next chunk waits until the lease ends.
            if (followed > 0) {
                followBatch.followOn(batchId);
            }
        }
    }
}
