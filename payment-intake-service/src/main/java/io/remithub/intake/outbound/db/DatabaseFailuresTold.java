package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

@DatabaseFailures
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class DatabaseFailuresTold {

    @AroundInvoke
    @Nullable
    Object told(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (PersistenceException failed) {
            throw meaning(failed);
        }
    }

    private static RuntimeException meaning(PersistenceException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Sql.failure(sql);
            }
        }
        return failed;
    }
}
