package io.remithub.orchestrator.application;

import io.quarkus.logging.Log;
import io.remithub.messaging.Patience;
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
        try {
            followBatch.chunk(batchId);
        } catch (RuntimeException failed) {
            unlessItMayHeal(failed);
            long followed = followBatch.next(batchId).stream()
                    .filter(paymentId -> follows(batchId, paymentId))
                    .count();
            // Where none does, it is hardly the payments: the next chunk waits until the lease ends.
            if (followed > 0) {
                followBatch.followOn(batchId);
            }
        }
    }

    private boolean follows(String batchId, String paymentId) {
        try {
            followBatch.alone(batchId, paymentId);
            return true;
        } catch (RuntimeException failed) {
            unlessItMayHeal(failed);
            passedOver.add(paymentId);
            Counts.stuck();
            Log.errorf(
                    "payment %s cannot follow batch %s and is passed over: %s",
                    paymentId, batchId, failed.getClass().getName());
            return false;
        }
    }

    private static void unlessItMayHeal(RuntimeException failed) {
        if (Patience.mayHeal(failed)) {
            throw failed;
        }
    }
}
