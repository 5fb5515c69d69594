package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What a use case wants published. The rows commit with the state that they tell of, or not at all; the relay publishes
 * them afterwards, in order by key, at least once.
 */
@ApplicationScoped
public class Outbox {

    static final int SHARDS = 16;

    /**
     * Rows are inserted in the order of the list, and ids are handed out in that order. An event's sequence is the last of
     * its subject less those that come later in the list; it is looked up rather than joined, for how many there are is not
     * known when the statement is planned.
     */
    private static final String APPEND = """
            with counted as (
                insert into outbox_sequence as s (topic, subject, last)
                select topic, subject, events
                  from unnest(?::text[], ?::text[], ?::bigint[]) as n (topic, subject, events)
                    on conflict (topic, subject) do update set last = s.last + excluded.last
                returning topic, subject, last)
            insert into outbox (shard, topic, key, headers, payload)
            select e.shard, e.topic, e.key,
                   e.headers || 'ce_sequence=' || ((s.last ->> (e.topic || ' ' || e.subject))::bigint - e.later) || e'\\n',
                   e.payload
              from unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::bytea[])
                   with ordinality as e (shard, topic, key, subject, later, headers, payload, place)
             cross join (select jsonb_object_agg(topic || ' ' || subject, last) as last from counted) s
             order by e.place""";

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

    /** Likewise, many at once in one statement. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> append(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        var payloads = events.stream().map(this::encode).toList();
        var ids = events.stream().map(_ -> Ids.next()).toList();
        var counts = new TreeMap<Subject, Long>();
        events.forEach(event -> counts.merge(Subject.of(event), 1L, Long::sum));
        try (Connection connection = database.getConnection();
                PreparedStatement append = Sql.prepare(
                        connection,
                        APPEND,
                        Column.text(counts.keySet(), Subject::topic),
                        Column.text(counts.keySet(), Subject::name),
                        Column.longs(counts.values()),
                        Column.shorts(events, event -> shardOf(event.key())),
                        Column.text(events, event -> event.topic().topicName()),
                        Column.text(events, OutgoingEvent::key),
                        Column.text(events, OutgoingEvent::subject),
                        Column.ints(later(events), Function.identity()),
                        Column.text(headers(ids, events)),
                        Column.bytes(payloads, Function.identity()))) {
            append.executeUpdate();
        } catch (SQLException unwell) {
            throw Patience.failure("outbox", unwell);
        }
        AfterCommit.run(wakeRelay);
        return ids;
    }

    private byte[] encode(OutgoingEvent event) {
        byte[] payload = AvroCodec.encode(event.payload());
        if (payload.length > config.maxPayload()) {
            throw new PayloadTooLarge(event.type(), payload.length, config.maxPayload());
        }
        return payload;
    }

    private List<String> headers(List<String> ids, List<OutgoingEvent> events) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var headers = new String[ids.size()];
        Arrays.setAll(headers, i -> Headers.of(ids.get(i), config.source(), now, events.get(i))
                .lines());
        return List.of(headers);
    }

    /** How many of the same subject come after each. */
    private static List<Integer> later(List<OutgoingEvent> events) {
        var seen = new HashMap<Subject, Integer>();
        var later = new Integer[events.size()];
        for (int i = later.length - 1; i >= 0; i--) {
            later[i] = seen.merge(Subject.of(events.get(i)), 1, Integer::sum) - 1;
        }
        return List.of(later);
    }

    static short shardOf(String key) {
        return (short) Math.floorMod(key.hashCode(), SHARDS);
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
