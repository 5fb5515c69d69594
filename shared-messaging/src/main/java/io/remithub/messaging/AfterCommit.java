package io.remithub.messaging;

import io.quarkus.arc.Arc;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Wakes whoever has work once the running transaction has committed. */
public final class AfterCommit {

    private AfterCommit() {}

    /** Once a transaction for the same action object, however often it is asked for. */
    public static void run(Runnable action) {
        TransactionSynchronizationRegistry registry = Arc.container()
                .instance(TransactionSynchronizationRegistry.class)
                .get();
        if (registry.getResource(action) != null) {
            return;
        }
        registry.putResource(action, action);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // only what was committed is worth waking for
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }
}
