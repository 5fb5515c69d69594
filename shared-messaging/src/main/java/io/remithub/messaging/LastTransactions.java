package io.remithub.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Before a process ends, its transactions do: one that outlived the persistence that it writes with would commit what it
 * wrote by statements, and lose what it wrote by entities. Those under way are waited for; those that take too long, and
 * those that begin after all, are rolled back.
 */
@ApplicationScoped
class LastTransactions {

    private static final Logger LOG = Logger.getLogger(LastTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(WorkLoop.SECONDS_TO_FINISH);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final TransactionManager transactions;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LastTransactions(TransactionManager transactions) {
        this.transactions = transactions;
    }

    void begun(@Observes @Initialized(TransactionScoped.class) Object id) throws SystemException, RollbackException {
        var transaction = transactions.getTransaction();
        var begun = new UnderWay(transaction);
        underWay.add(begun);
        transaction.registerSynchronization(begun);
        if (stopped) {
            transaction.setRollbackOnly();
        }
    }

    /** After all who finish their work at shutdown, and before the relay, which hands over what they wrote. */
    void stop(@Observes @Priority(Integer.MAX_VALUE - 2) ShutdownEvent stopping) throws SystemException {
        stop(PATIENCE);
    }

    void stop(Duration patience) throws SystemException {
        stopped = true;
        var last = List.copyOf(underWay);
        long deadline = System.nanoTime() + patience.toNanos();
        while (last.stream().anyMatch(underWay::contains) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        for (var late : last) {
            if (underWay.contains(late)) {
                late.rollBack();
            }
        }
    }

    /** Until it has been committed or rolled back: the first to hear of its beginning is the last to hear of its end. */
    private final class UnderWay implements Synchronization {

        private final Transaction transaction;

        UnderWay(Transaction transaction) {
            this.transaction = transaction;
        }

        void rollBack() throws SystemException {
            try {
                transaction.setRollbackOnly();
                LOG.warnf("a transaction still runs as the process ends, and will not commit");
            } catch (IllegalStateException committing) {
                LOG.warnf("a transaction is still being committed as the process ends");
            }
        }

        @Override
        public void beforeCompletion() {
            // it is under way until afterwards
        }

        @Override
        public void afterCompletion(int status) {
            underWay.remove(this);
        }
    }
}
