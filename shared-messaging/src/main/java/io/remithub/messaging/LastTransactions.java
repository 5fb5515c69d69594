package io.remithub.messaging;

import com.arjuna.ats.arjuna.coordinator.ActionManager;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import java.time.Duration;
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
    private final Set<Transaction> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LastTransactions(TransactionManager transactions) {
        this.transactions = transactions;
    }

    void begun(@Observes @Initialized(TransactionScoped.class) Object id) throws SystemException {
        underWay.add(transactions.getTransaction());
        if (stopped) {
            transactions.setRollbackOnly();
        }
    }

    void ending(@Observes @BeforeDestroyed(TransactionScoped.class) Object id) throws SystemException {
        underWay.remove(transactions.getTransaction());
    }

    /** After all who finish their work at shutdown. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) throws SystemException {
        stop(PATIENCE);
    }

    void stop(Duration patience) throws SystemException {
        stopped = true;
        long deadline = System.nanoTime() + patience.toNanos();
        while (ActionManager.manager().getNumberOfInflightTransactions() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        for (Transaction late : underWay) {
            LOG.warnf("a transaction still runs as the process ends, and will not commit");
            late.setRollbackOnly();
        }
    }

    /** For whoever tries it out. */
    void goOn() {
        stopped = false;
    }
}
