package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The outbox as the relay sees it: one transaction of one connection. */
final class OutboxRows {

    record Row(long id, String topic, String key, String headers, byte[] payload) {
        ProducerRecord<String, byte[]> toRecord() {
            return new ProducerRecord<>(
                    topic, null, null, key, payload, Headers.parse(headers).toRecord());
        }

        HeldKey held() {
            return new HeldKey(topic, key);
        }
    }

    /** A topic's key, which its unsendable record holds back. */
    record HeldKey(String topic, String key) {}

    /** @param more whether there is more: than one cycle takes, or in shards that another relay has */
    record Taken(List<Row> rows, boolean more) {}

    static final int LOCKS_OF_THE_RELAY = 0x4F7B;

    // One round trip. A server that crashes may forget what was deleted: it is sent again. An outbox is empty or full
    // from one moment to the next, and a plan is of another time: the first row in the order of one index leaves it no
    // choice, where a join would read all that waits.
    private static final String LOCK = """
            set local idle_in_transaction_session_timeout = %d; set local synchronous_commit = off;
            set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off;
            select array_agg(s) filter (where mine)::int[], bool_or(not mine)
              from (select s, pg_try_advisory_xact_lock(%d, s) as mine from generate_series(0, %d) s
                     where (select true from outbox o where (o.shard, o.id) > (s, ?) and o.shard <= s
                             order by o.shard, o.id limit 1)) dirty""";

    // As many bytes as are said, give or take one row: counted there, since what is fetched is in memory already.
    private static final String READ = """
            select id, topic, key, headers, payload
              from (select o.*, sum(octet_length(payload)) over (order by id rows unbounded preceding)
                                - octet_length(payload) as bytes_before
                      from outbox o
                     where id > ? and shard = any (?::smallint[])
                       and not exists (select 1 from outbox_held h
                                        where h.topic = o.topic and h.key = o.key and h.retry_at > now())
                     order by id limit ?) o
             where bytes_before < ? order by id""";

    private static final String WRITERS = """
            select virtualtransaction from pg_locks
             where locktype = 'relation' and relation = 'outbox'::regclass and mode = 'RowExclusiveLock'
               and database = (select oid from pg_database where datname = current_database())
               and pid <> pg_backend_pid()""";

    private static final String EMPTY_UP_TO = "select least(?, (select min(id) - 1 from outbox where id > ?))";

    private static final String DELETE = """
            with sent as (delete from outbox where id = any (?))
            select exists (select 1 from outbox_held)""";

    private static final String HOLD = """
            insert into outbox_held as h (topic, key, reason, retry_at)
            select topic, key, reason, clock_timestamp() + interval '1 second'
              from unnest(?::text[], ?::text[], ?::text[]) as s (topic, key, reason)
                on conflict (topic, key) do update
               set reason = excluded.reason, attempts = h.attempts + 1,
                   retry_at = clock_timestamp()
                              + least(interval '1 second' * 2 ^ least(h.attempts, 10), interval '5 minutes')""";

    private static final String FREE =
            "delete from outbox_held h using unnest(?::text[], ?::text[]) as s (topic, key) where h.topic = s.topic and h.key = s.key";

    // What another relay is deciding on is left to it.
    private static final String FREE_REASONS = """
            delete from outbox_held where (topic, key) in (
                select topic, key from outbox_held where reason = any (?) for update skip locked)""";

    private final Connection connection;
    private final Duration session;

    /** @param session how long the transaction may stand still before the database ends it and frees its shards */
    OutboxRows(Connection connection, Duration session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * What is there of all shards that no other relay has, in the order of ids. Locks live as long as the transaction;
     * the rows are read after the locks are taken, so that what another relay deleted is seen as gone.
     *
     * @param floor what is not above it is left alone
     */
    Taken take(long floor, int limit, int bytes) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                LOCK.formatted(session.toMillis(), LOCKS_OF_THE_RELAY, Outbox.SHARDS - 1))) {
            lock.setLong(1, floor);
            boolean found = lock.execute();
            while (!found) {
                found = lock.getMoreResults();
            }
            try (ResultSet dirty = lock.getResultSet()) {
                dirty.next();
                Array locked = dirty.getArray(1);
                boolean others = dirty.getBoolean(2);
                return locked == null ? new Taken(List.of(), others) : read(floor, locked, others, limit, bytes);
            }
        }
    }

    /** The last id that was handed out. */
    long lastId() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select coalesce(pg_sequence_last_value('outbox_id_seq'), 0)")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The transactions, but for this one, that have changed the outbox and not ended. */
    Set<String> writers() throws SQLException {
        var writers = new HashSet<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WRITERS)) {
            while (rows.next()) {
                writers.add(rows.getString(1));
            }
        }
        return writers;
    }

    /** How far up from the floor there is nothing, as far as the ceiling. */
    long emptyUpTo(long floor, long ceiling) throws SQLException {
        try (PreparedStatement select = Sql.prepare(connection, EMPTY_UP_TO, ceiling, floor);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Taken read(long floor, Array shards, boolean others, int limit, int bytes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setLong(1, floor);
            select.setArray(2, shards);
            select.setInt(3, limit);
            select.setInt(4, bytes);
            var rows = new ArrayList<Row>();
            int read = 0;
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var row = new Row(
                            found.getLong(1),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            found.getBytes(5));
                    rows.add(row);
                    read += row.payload().length;
                }
            }
            return new Taken(rows, others || rows.size() == limit || read >= bytes);
        }
    }

    /** @return whether keys are held back */
    boolean delete(List<Row> sent) throws SQLException {
        try (PreparedStatement delete = Sql.prepare(connection, DELETE, Column.longs(sent, Row::id));
                ResultSet rows = delete.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    void hold(Map<HeldKey, String> reasons) throws SQLException {
        if (reasons.isEmpty()) {
            return;
        }
        var keys = reasons.keySet();
        Sql.update(
                connection,
                HOLD,
                Column.text(keys, HeldKey::topic),
                Column.text(keys, HeldKey::key),
                Column.text(reasons.values()));
    }

    void free(Collection<HeldKey> keys) throws SQLException {
        Sql.update(connection, FREE, Column.text(keys, HeldKey::topic), Column.text(keys, HeldKey::key));
    }

    /**
     * What is held only since its place did not answer, whoever asked it.
     *
     * @return whether there was such
     */
    boolean freeReached(Set<TopicPartition> places) throws SQLException {
        var reasons = places.stream().flatMap(Unreachable::overcome).distinct().toList();
        return Sql.update(connection, FREE_REASONS, Column.text(reasons)) > 0;
    }
}
