package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.messaging.OutboxRows.HeldKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statistics are always of another time: an outbox is empty or full from one moment to the next. */
class OutboxRowsTest {

    private static final int WAITING = 20_000;
    private static final int LIMIT = 100;
    /** Five until the driver prepares, five more until the database plans once for all. */
    private static final int EXECUTIONS_TO_A_LASTING_PLAN = 15;

    private static final String FILL = """
            insert into outbox (shard, topic, key, headers, payload)
            select 7, 'batches.lifecycle.v1', 'key', '', repeat('x', 500)::bytea from generate_series(1, %d)""";
    private static final String FILLED = FILL.formatted(WAITING);
    private static final String ANALYZED = "vacuum analyze outbox";
    private static final String OF_TABLE_AND_INDEXES = """
            select sum(%s(oid))::bigint from pg_class
             where oid = 'outbox'::regclass or oid in (select indexrelid from pg_index where indrelid = 'outbox'::regclass)""";

    private final OutboxOfItsOwn outbox = new OutboxOfItsOwn(0);

    @BeforeEach
    void an_outbox_of_its_own() {
        outbox.create();
    }

    private enum Planned {
        BEFORE_ANYTHING_WAS_WRITTEN,
        WHEN_IT_HAD_BEEN_FULL_AND_WAS_EMPTIED(FILLED, "delete from outbox", ANALYZED),
        WHEN_FEW_WAITED_AMONG_MANY_THAT_WERE_GONE(
                FILLED, "delete from outbox where id < (select max(id) from outbox)", ANALYZED),
        WHEN_IT_WAS_FULL(FILLED, ANALYZED);

        private final List<String> after;

        Planned(String... after) {
            this.after = List.of(after);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cycle_reads_what_it_takes_and_not_all_that_waits_whenever_it_was_planned(Planned planned) throws Exception {
        try (var connection = outbox.connect()) {
            for (String statement : planned.after) {
                execute(connection, statement);
            }
            connection.setAutoCommit(false);
            for (int cycle = 0; cycle < EXECUTIONS_TO_A_LASTING_PLAN; cycle++) {
                cycle(connection);
                connection.rollback();
            }
            execute(connection, FILLED);
            connection.commit();

            for (int cycle = 0; cycle < 3; cycle++) {
                long before = read(connection);
                assertThat(cycle(connection)).isEqualTo(LIMIT);
                assertThat(read(connection) - before).isLessThan(10L * LIMIT);
                connection.commit();
            }
        }
    }

    @Test
    void a_backlog_is_gone_through_once_while_somebody_may_still_see_what_was_deleted() throws Exception {
        var floor = new Floor();
        try (var connection = outbox.connect();
                var reader = outbox.connect()) {
            execute(connection, FILLED);
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(reader, "select 1 from outbox limit 1");
            connection.setAutoCommit(false);
            long before = blocks(connection);

            for (int gone = 0; gone < WAITING; gone += 1_000) {
                var rows = new OutboxRows(connection, Duration.ofMinutes(1));
                var taken =
                        rows.take(floor.from(rows), 1_000, Integer.MAX_VALUE).rows();
                rows.delete(taken);
                floor.deleted(taken.size());
                connection.commit();
            }

            assertThat(outbox.waiting()).isZero();
            assertThat(blocks(connection) - before).isLessThan(2L * WAITING);
        }
    }

    @Test
    void shards_that_have_nothing_cost_nothing_however_much_has_gone_from_another() throws Exception {
        try (var connection = outbox.connect()) {
            execute(connection, "alter table outbox set (autovacuum_enabled = false)");
            execute(connection, FILL.formatted(5 * WAITING));
            execute(connection, "delete from outbox");
            connection.setAutoCommit(false);
            var rows = new OutboxRows(connection, Duration.ofMinutes(1));
            long before = blocks(connection);

            assertThat(rows.take(rows.lastId(), LIMIT, Integer.MAX_VALUE).rows())
                    .isEmpty();

            assertThat(blocks(connection) - before).isLessThan(10L * Outbox.SHARDS);
        }
    }

    @Test
    void of_large_events_a_cycle_fetches_few() throws Exception {
        int megabyte = 1 << 20;
        try (var connection = outbox.connect("20M")) {
            execute(connection, FILL.replace("500", "" + megabyte).formatted(LIMIT));
            connection.setAutoCommit(false);
            var rows = new OutboxRows(connection, Duration.ofMinutes(1));

            var taken = rows.take(0, LIMIT, 8 * megabyte);

            assertThat(taken.rows()).hasSize(8);
            assertThat(taken.more()).isTrue();
        }
    }

    @Test
    void an_answer_frees_what_its_own_place_held_back_and_nothing_else() throws Exception {
        try (var connection = outbox.connect()) {
            var rows = new OutboxRows(connection, Duration.ofMinutes(1));
            var reached = new TopicPartition("topic", 1);
            rows.hold(Map.of(
                    new HeldKey("topic", "of the place"),
                    Unreachable.reason(reached),
                    new HeldKey("topic", "of the whole topic"),
                    Unreachable.reason(Unreachable.whole("topic")),
                    new HeldKey("topic", "of another place"),
                    Unreachable.reason(new TopicPartition("topic", 11)),
                    new HeldKey("other", "of another topic"),
                    Unreachable.reason(Unreachable.whole("other")),
                    new HeldKey("topic", "refused"),
                    "too-large"));

            assertThat(rows.freeReached(Set.of(reached))).isTrue();
            assertThat(rows.freeReached(Set.of(reached))).isFalse();

            assertThat(held(connection)).containsExactly("of another place", "of another topic", "refused");
        }
    }

    private static List<String> held(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select key from outbox_held order by key")) {
            var keys = new ArrayList<String>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return keys;
        }
    }

    private static int cycle(Connection connection) throws SQLException {
        var rows = new OutboxRows(connection, Duration.ofMinutes(1));
        var taken = rows.take(0, LIMIT, Integer.MAX_VALUE).rows();
        rows.delete(taken);
        return taken.size();
    }

    private static long read(Connection connection) throws SQLException {
        return sum(connection, "pg_stat_get_xact_tuples_returned");
    }

    private static long blocks(Connection connection) throws SQLException {
        execute(connection, "select pg_stat_force_next_flush()");
        connection.commit();
        return sum(connection, "pg_stat_get_blocks_fetched");
    }

    private static long sum(Connection connection, String figure) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(OF_TABLE_AND_INDEXES.formatted(figure))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
