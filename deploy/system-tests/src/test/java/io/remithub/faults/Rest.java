package io.remithub.faults;

import io.remithub.rig.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether anything still moves: by what is stored, since a log that is silent says nothing. */
final class Rest {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** Streams that every event of has to be applied. */
    private static final Map<Part, Set<String>> TAKEN_BY = Map.of(
            Part.INTAKE, Set.of("payments.lifecycle.v1", "batches.lifecycle.v1"),
            Part.ORCHESTRATOR, Set.of("payments.intake.v1", "claims.status.v1", "ehr.postings.v1"),
            Part.POLLER, Set.of("claims.status-requests.v1"),
            Part.POSTING, Set.of("ehr.posting-requests.v1"));

    private static final String WAITS = "select (select count(*) from outbox) + (select count(*) from inbox_gap)";

    /** What moves by itself, beside the events. */
    private static final Map<Part, String> MOVES = Map.of(
            Part.INTAKE, "select count(*) from payer_command where answered_at is null",
            Part.ORCHESTRATOR, "select count(*) from batch where follow_at is not null",
            Part.POLLER, "select count(*) from ticket where due_at < now() + interval '1 minute'",
            Part.POSTING, """
                    select count(*) from posting where state in ('PLANNED', 'ATTEMPTED', 'ACCEPTED', 'UNKNOWN')
                       and due_at < now() + interval '1 minute'
                       and coalesce(reason, '') <> 'original-waits'""");

    private final Hub hub;

    Rest(Hub hub) {
        this.hub = hub;
    }

    /**
     * Returns when nothing has moved at two looks, or after that long.
     *
     * @return what still moves, in words; and how long it took until nothing did
     */
    Result await(Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        long since = began;
        var before = Map.<String, Long>of();
        List<String> moving;
        do {
            long looked = System.nanoTime();
            var sequences = new HashMap<String, Long>();
            moving = look(sequences);
            if (!moving.isEmpty() || !sequences.equals(before)) {
                since = looked;
            } else {
                return new Result(List.of(), Duration.ofNanos(since - began));
            }
            before = sequences;
            Thread.sleep(LOOK);
        } while (System.nanoTime() - began < atMost.toNanos());
        return new Result(moving.isEmpty() ? List.of("it never stood still") : moving, atMost);
    }

    record Result(List<String> moving, Duration took) {}

    private List<String> look(Map<String, Long> sequences) {
        var moving = new ArrayList<String>();
        try {
            for (var part : Hub.SERVICES) {
                var tables = new Tables(hub.rig(), part);
                count(tables, WAITS, part.label() + " has events waiting", moving);
                count(tables, MOVES.get(part), part.label() + " has work under way", moving);
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

    private static void count(
            Tables tables, @org.jspecify.annotations.Nullable String query, String what, List<String> moving)
            throws SQLException {
        if (query != null) {
            long many = tables.rows(query, row -> row.getLong(1)).getFirst();
            if (many > 0) {
                moving.add("%s: %d".formatted(what, many));
            }
        }
    }
}
