package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks are few or many from one minute to the next, and statistics are of another. */
class InboxMarksTest {

    private static final int MANY = 20_000;
    private static final List<String> POLLED =
            IntStream.range(0, 50).mapToObj(i -> "subject-" + 7 * i).toList();
    /** Five until the driver prepares, five more until the database plans once for all. */
    private static final int EXECUTIONS_TO_A_LASTING_PLAN = 15;

    private static final String READ = """
            select sum(pg_stat_get_xact_tuples_returned(oid))::bigint from pg_class
             where oid = 'inbox_mark'::regclass
                or oid in (select indexrelid from pg_index where indrelid = 'inbox_mark'::regclass)""";

    private final OutboxOfItsOwn tables = new OutboxOfItsOwn(0);

    @BeforeEach
    void tables_of_its_own() {
        tables.create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "vacuum analyze inbox_mark"})
    void those_that_move_are_read_and_no_others_whenever_it_was_planned(String first) throws Exception {
        try (var connection = tables.connectAsServicesDo()) {
            execute(connection, "alter table inbox_mark set (autovacuum_enabled = false)");
            move(connection, 0);
            execute(connection, first);
            connection.setAutoCommit(false);
            for (int batch = 1; batch <= EXECUTIONS_TO_A_LASTING_PLAN; batch++) {
                move(connection, batch);
            }
            execute(
                    connection,
                    "insert into inbox_mark select '%s', 'subject-' || n, 1 from generate_series(1000, %d) n"
                            .formatted(Topic.PAYMENTS_LIFECYCLE.topicName(), MANY));
            connection.commit();
            long already = read(connection);

            move(connection, EXECUTIONS_TO_A_LASTING_PLAN + 1);

            assertThat(read(connection) - already).isLessThan(20L * POLLED.size());
        }
    }

    private static void move(Connection connection, long sequence) throws SQLException {
        var marks = InboxMarks.lock(connection, Topic.PAYMENTS_LIFECYCLE, POLLED);
        POLLED.forEach(subject -> marks.move(subject, sequence));
        marks.save();
    }

    private static long read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(READ)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
