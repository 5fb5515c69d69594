package io.remithub.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gauges that the database knows: one query for all of an owner's, asked when somebody scrapes, and not every time. */
@ApplicationScoped
public class DatabaseGauges {

    /** How long one query may hold up whoever scrapes. */
    public static final int SECONDS_OF_PATIENCE = 5;

    private final DataSource database;
    private final MeterRegistry registry;
    private final long every;
    private final long patience;

    @Inject
    DatabaseGauges(DataSource database, MeterRegistry registry, MetricsConfig config) {
        this(database, registry, config.askEvery(), Duration.ofSeconds(SECONDS_OF_PATIENCE));
    }

    DatabaseGauges(DataSource database, MeterRegistry registry, Duration every, Duration patience) {
        this.database = database;
        this.registry = registry;
        this.every = every.toNanos();
        this.patience = patience.toNanos();
    }

    /** @param query rows of a key and a figure, found by an index; what has no row stands at 0 */
    public Asked asking(String query, String... parameters) {
        return new Asked(query, parameters);
    }

    /** The figures of one query, shared by its gauges for a while. */
    public final class Asked {

        private record Look(@Nullable Map<String, Double> figures, long at) {}

        private final String query;
        private final String[] parameters;
        private @Nullable Look last;
        private @Nullable CompletableFuture<Optional<Map<String, Double>>> question;

        private Asked(String query, String... parameters) {
            this.query = query;
            this.parameters = parameters;
        }

        public Asked gauge(String name, String description, String key, String... tags) {
            Gauge.builder(name, () -> figure(key))
                    .description(description)
                    .tags(tags)
                    .register(registry);
            return this;
        }

        /** 1 while the database answers, 0 while it does not. */
        public Asked answers(String name, String description) {
            Gauge.builder(name, () -> figures() == null ? 0 : 1)
                    .description(description)
                    .register(registry);
            return this;
        }

        /** NaN while the database is away: no figure is better than a false one. */
        private double figure(String key) {
            var figures = figures();
            return figures == null ? Double.NaN : figures.getOrDefault(key, 0.0);
        }

        private synchronized @Nullable Map<String, Double> figures() {
            var look = last;
            if (look == null || System.nanoTime() - look.at() >= every) {
                look = new Look(answer().orElse(null), System.nanoTime());
                last = look;
            }
            return look.figures();
        }

        /** One question at a time: where packets are lost, what waits for the socket waits longer than anybody scrapes. */
        private Optional<Map<String, Double>> answer() {
            if (question != null && !question.isDone()) {
                return Optional.empty();
            }
            question = CompletableFuture.supplyAsync(this::ask, Thread::startVirtualThread);
            return question.copy()
                    .completeOnTimeout(Optional.empty(), patience, TimeUnit.NANOSECONDS)
                    .join();
        }

        private Optional<Map<String, Double>> ask() {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(query)) {
                return Optional.of(read(statement));
            } catch (SQLException away) {
                return Optional.empty();
            }
        }

        private Map<String, Double> read(PreparedStatement statement) throws SQLException {
            statement.setQueryTimeout(SECONDS_OF_PATIENCE);
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            var figures = new HashMap<String, Double>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    figures.put(rows.getString(1), rows.getDouble(2));
                }
            }
            return figures;
        }
    }
}
