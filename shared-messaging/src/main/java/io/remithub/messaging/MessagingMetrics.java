package io.remithub.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What somebody is woken up for: events that do not get out, and events that were set aside. */
@ApplicationScoped
class MessagingMetrics {

    private final DataSource database;
    private final MeterRegistry registry;

    MessagingMetrics(DataSource database, MeterRegistry registry) {
        this.database = database;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        gauge(
                "hub.outbox.oldest.seconds",
                "Age of the oldest event that is not published",
                "select coalesce((select extract(epoch from now() - created_at) from outbox order by id limit 1), 0)");
        gauge(
                "hub.outbox.held.keys",
                "Keys held back by a record that the broker refuses",
                "select count(*) from outbox_held");
        gauge("hub.inbox.gaps", "Events that wait for their predecessor", "select count(*) from inbox_gap");
        gauge(
                "hub.inbox.parked",
                "Records set aside because they cannot be applied",
                "select count(*) from parked_event where resolved_at is null");
    }

    private void gauge(String name, String description, String sql) {
        Gauge.builder(name, () -> ask(sql)).description(description).register(registry);
    }

    /** NaN while the database is away: no figure is better than a false one. */
    private double ask(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException away) {
            return Double.NaN;
        }
    }
}
