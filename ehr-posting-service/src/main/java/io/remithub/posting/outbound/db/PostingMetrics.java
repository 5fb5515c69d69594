package io.remithub.posting.outbound.db;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Open postings by partner, state and age: one look at the index of the open ones, shared by all gauges for a while. */
@ApplicationScoped
class PostingMetrics {

    private static final long SHARED_FOR = Duration.ofSeconds(10).toNanos();
    private static final List<String> PARTNERS = List.of("nexhealth", "decoda");
    private static final List<String> STATES =
            List.of("PLANNED", "ATTEMPTED", "ACCEPTED", "UNKNOWN", "REJECTED", "WAITING");
    private static final List<String> AGES = List.of("1m", "1h", "1d", "older");
    private static final String OPEN = """
            select case when effect in ('PAYMENT', 'DEBIT') then 'nexhealth' else 'decoda' end, state,
                   case when changed_at > now() - interval '1 minute' then '1m'
                        when changed_at > now() - interval '1 hour' then '1h'
                        when changed_at > now() - interval '1 day' then '1d' else 'older' end,
                   count(*)
              from posting
             where state in ('PLANNED', 'ATTEMPTED', 'ACCEPTED', 'UNKNOWN', 'REJECTED', 'WAITING')
             group by 1, 2, 3""";

    private record Place(String partner, String state, String age) {}

    private record Seen(@Nullable Map<Place, Long> counts, long at) {}

    private final DataSource database;
    private final MeterRegistry registry;
    private volatile @Nullable Seen seen;

    PostingMetrics(DataSource database, MeterRegistry registry) {
        this.database = database;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        for (var partner : PARTNERS) {
            for (var state : STATES) {
                for (var age : AGES) {
                    var place = new Place(partner, state, age);
                    Gauge.builder("hub.postings", () -> count(place))
                            .description("Open postings, by how long they have stood so: up to 1m, 1h, 1d, or older")
                            .tag("partner", partner)
                            .tag("state", state)
                            .tag("age", age)
                            .register(registry);
                }
            }
        }
    }

    /** NaN while the database is away: no figure is better than a false one. */
    private double count(Place place) {
        var counts = counts();
        return counts == null ? Double.NaN : counts.getOrDefault(place, 0L);
    }

    private @Nullable Map<Place, Long> counts() {
        var before = seen;
        if (before != null && System.nanoTime() - before.at() < SHARED_FOR) {
            return before.counts();
        }
        var now = new Seen(look(), System.nanoTime());
        seen = now;
        return now.counts();
    }

    private @Nullable Map<Place, Long> look() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(OPEN)) {
            var counts = new HashMap<Place, Long>();
            while (rows.next()) {
                counts.put(new Place(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getLong(4));
            }
            return counts;
        } catch (SQLException away) {
            return null;
        }
    }
}
