package io.remithub.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

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

    private static final int LOCKS_OF_THE_RELAY = 0x4F7B;

    private static final String DIRTY = """
            select array_agg(s)::int[] from generate_series(0, ?) s
             where exists (select 1 from outbox o where o.shard = s)""";

    private static final String LOCK =
            "select array_agg(s)::int[] from unnest(?::int[]) s where pg_try_advisory_xact_lock(%d, s)"
                    .formatted(LOCKS_OF_THE_RELAY);

    private static final String READ = """
            select id, topic, key, headers, payload from outbox o
             where shard = any (?::smallint[])
               and not exists (select 1 from outbox_held h
                                where h.topic = o.topic and h.key = o.key and h.retry_at > now())
             order by id limit ?""";

    private static final String HOLD = """
            insert into outbox_held as h (topic, key, reason, retry_at)
            values (?, ?, ?, now() + interval '1 second')
                on conflict (topic, key) do update
               set reason = excluded.reason, attempts = h.attempts + 1,
                   retry_at = now() + least(interval '1 second' * 2 ^ least(h.attempts, 10), interval '5 minutes')""";

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
     */
    List<Row> take(int limit, int bytes) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = " + session.toMillis());
        }
        Object[] dirty = array(DIRTY, Outbox.SHARDS - 1);
        if (dirty.length == 0) {
            return List.of();
        }
        Object[] locked = array(LOCK, connection.createArrayOf("int", dirty));
        return locked.length == 0 ? List.of() : read(locked, limit, bytes);
    }

    private Object[] array(String sql, Object parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                var array = rows.getArray(1);
                return array == null ? new Object[0] : (Object[]) array.getArray();
            }
        }
    }

    private List<Row> read(Object[] shards, int limit, int bytes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setFetchSize(100);
            select.setArray(1, connection.createArrayOf("int", shards));
            select.setInt(2, limit);
            var rows = new ArrayList<Row>();
            int read = 0;
            try (ResultSet found = select.executeQuery()) {
                while (read < bytes && found.next()) {
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
            return rows;
        }
    }

    void delete(List<Row> sent) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", sent.stream().map(Row::id).toArray()));
            delete.executeUpdate();
        }
    }

    void hold(HeldKey key, String reason) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setString(1, key.topic());
            hold.setString(2, key.key());
            hold.setString(3, reason);
            hold.executeUpdate();
        }
    }

    void free(List<HeldKey> keys) throws SQLException {
        try (PreparedStatement free = connection.prepareStatement(
                "delete from outbox_held h using unnest(?::text[], ?::text[]) as s (topic, key) where h.topic = s.topic and h.key = s.key")) {
            free.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(HeldKey::topic).toArray()));
            free.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(HeldKey::key).toArray()));
            free.executeUpdate();
        }
    }

    boolean anythingHeld() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select exists (select 1 from outbox_held)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
