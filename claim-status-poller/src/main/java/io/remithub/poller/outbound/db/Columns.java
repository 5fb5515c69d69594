package io.remithub.poller.outbound.db;

import io.remithub.database.Sql;
import io.remithub.messaging.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What columns of more than one table mean. */
final class Columns {

    /** Makes a ticket due. A recheck that its calendar would have come to later is not counted: it is given back. */
    static final String OUT_OF_TURN = """
            due_at = now(),
            rechecks = rechecks - case when state = 'Queued' and reason in ('recheck', 'check-uncashed')
                                        and due_at > clock_timestamp() then 1 else 0 end""";

    private Columns() {}

    static Cause cause(ResultSet row) throws SQLException {
        return new Cause(row.getString("cause_id"), row.getString("traceparent"));
    }

    /** Of a column that is never null. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Sql.instant(row, column));
    }

    /** As {@code make_interval} takes it. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
