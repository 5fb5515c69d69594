package io.remithub.messaging;

import io.remithub.database.Sql;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.avro.message.MissingSchemaException;
import org.jspecify.annotations.Nullable;

/** Tells what may heal from what will not. */
public final class Patience {

    /** Connection, resources, operator intervention, I/O, serialization and deadlock, lock not available. */
    private static final Set<String> HEALING = Set.of("08", "53", "57", "58", "40", "55");
    /** A transaction that stood still, or took too long, and that the database ended for it. */
    private static final Set<String> ENDED = Set.of("25P03", "25P04");
    /** A migration changed what a prepared statement reads: its connection prepares it anew. Nothing else of ours says so. */
    private static final String OUTDATED_PLAN = "0A000";

    /** Data exception, program limit exceeded: whatever state the database is in. */
    private static final Set<String> OF_VALUES = Set.of("22", "54");

    private static final Set<String> HEALING_CLASSES = Set.of(
            "OptimisticLockException",
            "StaleObjectStateException",
            "PessimisticLockException",
            "LockTimeoutException",
            "LockAcquisitionException");

    private Patience() {}

    /** What a database says of a failed statement: nothing, where no connection was to be had. */
    public static boolean mayHeal(@Nullable String sqlState) {
        return sqlState == null
                || ENDED.contains(sqlState)
                || OUTDATED_PLAN.equals(sqlState)
                || (sqlState.length() == 5 && HEALING.contains(sqlState.substring(0, 2)));
    }

    /** Of a statement that never changes: only the values that it was given can make it fail for good. */
    static RuntimeException failure(String where, SQLException unwell) {
        String state = unwell.getSQLState();
        return state != null && state.length() == 5 && OF_VALUES.contains(state.substring(0, 2))
                ? Sql.failure(unwell)
                : new TransientFailure(where + ": " + state, unwell);
    }

    /** Whether the same may go well a little later. */
    public static boolean mayHeal(Throwable failure) {
        boolean rolledBack = false;
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            switch (cause) {
                case TransientFailure _,
                        MissingSchemaException _,
                        SQLTransientException _,
                        SQLRecoverableException _ -> {
                    return true;
                }
                case SQLException sql -> {
                    return mayHeal(sql.getSQLState());
                }
                case org.apache.kafka.common.KafkaException _ -> {
                    return true;
                }
                case jakarta.transaction.RollbackException _ -> rolledBack = true;
                default -> {
                    if (HEALING_CLASSES.contains(cause.getClass().getSimpleName())) {
                        return true;
                    }
                }
            }
        }
        // A transaction that timed out rolls back without a database error of its own.
        return rolledBack;
    }
}
