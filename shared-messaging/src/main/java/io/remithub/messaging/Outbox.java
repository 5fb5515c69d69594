package io.remithub.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What a use case wants published. The rows commit with the state that they tell of, or not at all; the relay publishes
 * them afterwards, in order by key, at least once.
 */
@ApplicationScoped
public class Outbox {

    static final int SHARDS = 16;

    // Rows are inserted in the order of the list, and ids are handed out in that order.
    private static final String INSERT = """
            insert into outbox (shard, topic, key, headers, payload)
            select shard, topic, key, headers, payload
              from unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                   with ordinality as o (shard, topic, key, headers, payload, place)
             order by place""";

    private static final String ALLOCATE = """
            insert into outbox_sequence as s (topic, subject, last)
            select topic, subject, events
              from unnest(?::text[], ?::text[], ?::bigint[]) as o (topic, subject, events)
                on conflict (topic, subject) do update set last = s.last + excluded.last
            returning topic, subject, last""";

    private final DataSource database;
    private final MessagingConfig config;
    private final Clock clock;
    private final Runnable wakeRelay;

    Outbox(DataSource database, MessagingConfig config, Clock clock, Relay relay) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.wakeRelay = relay::wake;
    }

    /**
     * Within the caller's transaction.
     *
     * @return each event's {@code ce_id}
     * @throws PayloadTooLarge when the broker would refuse one; nothing is written then
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> append(OutgoingEvent... events) {
        return append(List.of(events));
    }

    /** Likewise, many at once in two statements. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> append(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<byte[]> payloads = events.stream().map(this::encode).toList();
        try (Connection connection = database.getConnection()) {
            List<String> ids = insert(connection, events, payloads, firstSequences(connection, events));
            AfterCommit.run(wakeRelay);
            return ids;
        } catch (SQLException unwell) {
            throw Patience.failure("outbox", unwell);
        }
    }

    private byte[] encode(OutgoingEvent event) {
        byte[] payload = AvroCodec.encode(event.payload());
        if (payload.length > config.maxPayload()) {
            throw new PayloadTooLarge(event.type(), payload.length, config.maxPayload());
        }
        return payload;
    }

    /** The sequence before each subject's first event here; subjects in sorted order, against deadlock. */
    private static Map<Subject, Long> firstSequences(Connection connection, List<OutgoingEvent> events)
            throws SQLException {
        var counts = new TreeMap<Subject, Long>();
        events.forEach(event -> counts.merge(Subject.of(event), 1L, Long::sum));
        try (PreparedStatement allocate = connection.prepareStatement(ALLOCATE)) {
            allocate.setArray(1, text(connection, counts.keySet().stream().map(Subject::topic)));
            allocate.setArray(2, text(connection, counts.keySet().stream().map(Subject::name)));
            allocate.setArray(
                    3, connection.createArrayOf("bigint", counts.values().toArray()));
            var before = new HashMap<Subject, Long>();
            try (var rows = allocate.executeQuery()) {
                while (rows.next()) {
                    var subject = new Subject(rows.getString(1), rows.getString(2));
                    before.put(subject, rows.getLong(3) - counts.getOrDefault(subject, 0L));
                }
            }
            return before;
        }
    }

    private List<String> insert(
            Connection connection, List<OutgoingEvent> events, List<byte[]> payloads, Map<Subject, Long> sequences)
            throws SQLException {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var ids = new ArrayList<String>(events.size());
        var headers = new ArrayList<String>(events.size());
        for (OutgoingEvent event : events) {
            String id = Ids.next();
            long sequence = sequences.merge(Subject.of(event), 1L, Long::sum);
            ids.add(id);
            headers.add(Headers.of(id, config.source(), sequence, now, event).lines());
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "smallint",
                            events.stream().map(event -> shardOf(event.key())).toArray()));
            insert.setArray(2, text(connection, events.stream().map(event -> event.topic()
                    .topicName())));
            insert.setArray(3, text(connection, events.stream().map(OutgoingEvent::key)));
            insert.setArray(4, connection.createArrayOf("text", headers.toArray()));
            insert.setArray(5, connection.createArrayOf("bytea", payloads.toArray(byte[][]::new)));
            insert.executeUpdate();
        }
        return ids;
    }

    private static java.sql.Array text(Connection connection, java.util.stream.Stream<String> values)
            throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    static int shardOf(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }

    private record Subject(String topic, String name) implements Comparable<Subject> {
        static Subject of(OutgoingEvent event) {
            return new Subject(event.topic().topicName(), event.subject());
        }

        @Override
        public int compareTo(Subject other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : name.compareTo(other.name);
        }
    }
}
