package io.remithub.intake.outbound.db;

import io.remithub.intake.application.DetailedView.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Adds to the history of payments, in the order in which steps were taken, whatever their number in one statement. */
@ApplicationScoped
class Steps {

    private static final String APPEND = """
            insert into payment_step (payment_id, status, reason_code, actor_kind, cause, at)
            select payment_id, status, reason_code, actor_kind, cause, at
              from unnest(?, ?, ?, ?, ?, ?::timestamptz[]) with ordinality
                as s (payment_id, status, reason_code, actor_kind, cause, at, place)
             order by place""";

    private final DataSource database;

    Steps(DataSource database) {
        this.database = database;
    }

    record Taken(String paymentId, Step step) {}

    /** Within the caller's transaction. */
    void append(List<Taken> taken) {
        if (!taken.isEmpty()) {
            Sql.update(
                    database,
                    "steps",
                    APPEND,
                    column(taken, Taken::paymentId),
                    column(taken, one -> one.step().status()),
                    column(taken, one -> one.step().reasonCode()),
                    column(taken, one -> one.step().by()),
                    column(taken, one -> one.step().causationId()),
                    column(taken, one -> one.step().at().toString()));
        }
    }

    private static @Nullable String[] column(List<Taken> taken, Function<Taken, @Nullable String> value) {
        return taken.stream().map(value).toArray(String[]::new);
    }
}
