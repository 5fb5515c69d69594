package io.remithub.faults;

import io.remithub.rig.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether anything still moves: by what is stored, since a log that is silent says nothing. */
final class Rest {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** Streams that every event of has to be applied. */
    private static final Map<Part, Set<String>> TAKEN_BY = Map.of(
            Part.INTAKE, Set.of("payments.lifecycle.v1", "batches.lifecycle.v1"),
            Part.ORCHESTRATOR,
                    Set.of("payments.intake.v1", "claims.registrations.v1", "claims.status.v1", "ehr.postings.v1"),
            Part.POLLER, Set.of("claims.status-requests.v1"),
            Part.POSTING, Set.of("ehr.posting-requests.v1"));

    private static final String WAITS = """
            select 'event out on ' || topic || ' of ' || max(key), count(*) from outbox group by topic
             union all
            select 'event in the gap of ' || max(subject) || ' on ' || topic, count(*) from inbox_gap group by topic""";

    /** What moves by itself, beside the events. What was sent twice, and twice provably did not arrive, people look at. */
    private static final Map<Part, String> MOVES = Map.of(
            Part.INTAKE, """
                    select command_type || ' of batch ' || max(batch_id), count(*) from payer_command
                     where answered_at is null group by command_type""",
            Part.ORCHESTRATOR, """
                    select 'batch that follows', count(*) from batch where follow_at is not null
                     union all
                    select 'payment that awaits registrations', count(*) from payment where expecting""",
            Part.POLLER, """
                    select state || ' ' || reason || ' ' || max(id), count(*) from ticket
                     where due_at < now() + interval '1 minute' group by state, reason""",
            Part.POSTING, """
                    select concat_ws(' ', effect, state, reason, max(id)), count(*) from posting
                     where state in ('PLANNED', 'ATTEMPTED', 'ACCEPTED', 'UNKNOWN')
                       and due_at < now() + interval '1 minute'
                       and coalesce(reason, '') not in ('original-waits', 'original-unknown')
                       and not (state = 'UNKNOWN' and reason = 'proven-absent')
                     group by effect, state, reason""");

    /** Told to people; and looked at again, should what it waits for have come. */
    private static final String WAIT_FOR_OTHERS = """
            select count(*)::int from posting
             where state = 'PLANNED' and reason in ('original-waits', 'original-unknown')""";

    /** Than EHR_RETRY_CAP: by then whatever waits for others has looked again. */
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofSeconds(6);

    private final Hub hub;

    Rest(Hub hub) {
        this.hub = hub;
    }

    /**
     * Returns when nothing has moved at two looks, and over the longest pause of what waits for others, or after that long.
     *
     * @return what still moves, in words; and since when nothing did
     */
    Result await(Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        long since = began;
        var before = Map.<String, Long>of();
        var last = List.<String>of();
        List<String> moving;
        do {
            long looked = System.nanoTime();
            var sequences = new HashMap<String, Long>();
            moving = look(sequences);
            if (!moving.isEmpty() || !sequences.equals(before)) {
                since = looked;
                last = moving.isEmpty() ? last : moving;
            } else if (looked - since >= pause().toNanos()) {
                return new Result(List.of(), since, last);
            }
            before = sequences;
            Thread.sleep(LOOK);
        } while (System.nanoTime() - began < atMost.toNanos());
        return new Result(moving.isEmpty() ? List.of("it never stood still") : moving, System.nanoTime(), last);
    }

    /**
     * @param still since when, of {@link System#nanoTime()}
     * @param last what moved last
     */
    record Result(List<String> moving, long still, List<String> last) {
        Duration since(long then) {
            return Duration.ofNanos(Math.max(0, still - then));
        }
    }

    private Duration pause() {
        try {
            int waiting = new Tables(hub.rig(), Part.POSTING)
                    .rows(WAIT_FOR_OTHERS, row -> row.getInt(1))
                    .getFirst();
            return waiting == 0 ? Duration.ZERO : LONGER_THAN_ANY_PAUSE;
        } catch (SQLException unwell) {
            return LONGER_THAN_ANY_PAUSE;
        }
    }

    private List<String> look(Map<String, Long> sequences) {
        var moving = new ArrayList<String>();
        try {
            for (var part : Hub.SERVICES) {
                var tables = new Tables(hub.rig(), part);
                count(tables, WAITS, part, moving);
                count(tables, MOVES.get(part), part, moving);
                tables.rows(
                        "select topic, sum(last)::bigint from outbox_sequence group by topic",
                        row -> sequences.put(row.getString(1), row.getLong(2)));
            }
            for (var part : Hub.SERVICES) {
                var applied = new HashMap<String, Long>();
                new Tables(hub.rig(), part)
                        .rows(
                                "select topic, sum(last)::bigint from inbox_mark group by topic",
                                row -> applied.put(row.getString(1), row.getLong(2)));
                for (var topic : TAKEN_BY.getOrDefault(part, Set.of())) {
                    long behind = sequences.getOrDefault(topic, 0L) - applied.getOrDefault(topic, 0L);
                    if (behind != 0) {
                        moving.add("%s is behind by %d on %s".formatted(part.label(), behind, topic));
                    }
                }
            }
        } catch (SQLException unwell) {
            moving.add("a database does not answer: " + unwell.getMessage());
        }
        return moving;
    }

    private static void count(Tables tables, @Nullable String query, Part part, List<String> moving)
            throws SQLException {
        if (query != null) {
            moving.addAll(tables
                    .rows(
                            query,
                            row -> row.getLong(2) == 0
                                    ? ""
                                    : "%s: %d × %s".formatted(part.label(), row.getLong(2), row.getString(1)))
                    .stream()
                    .filter(it -> !it.isEmpty())
                    .toList());
        }
    }
}
