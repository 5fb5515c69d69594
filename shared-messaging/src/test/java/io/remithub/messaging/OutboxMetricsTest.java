package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OutboxMetricsTest {

    private static final String TOPIC = Topic.PAYMENTS_INTAKE.topicName();

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    private final String refused = Ids.next();
    private final String away = Ids.next();
    private final String free = Ids.next();

    @AfterEach
    void clear() throws SQLException {
        execute("delete from outbox where key in ('%s', '%s', '%s')".formatted(refused, away, free));
        execute("delete from outbox_held where key in ('%s', '%s')".formatted(refused, away));
    }

    @Test
    void an_event_that_the_broker_refuses_is_held_and_does_not_pass_for_an_outbox_that_stands_still()
            throws SQLException {
        hold(refused, "too-large");
        append(refused, "2 hours");
        append(refused, "2 hours");

        // Awaited, since a figure is kept for a while: that of the test before, too.
        await().untilAsserted(() -> {
            assertThat(gauge("hub.outbox.held.keys")).isEqualTo(1);
            assertThat(gauge("hub.outbox.oldest.seconds")).isLessThan(60);
        });

        try (Connection relay = database.getConnection()) {
            relay.setAutoCommit(false);
            relay.createStatement()
                    .execute("select pg_advisory_xact_lock(%d, %d)"
                            .formatted(OutboxRows.LOCKS_OF_THE_RELAY, Outbox.shardOf(free)));
            append(free, "1 hour");

            await().untilAsserted(
                            () -> assertThat(gauge("hub.outbox.oldest.seconds")).isBetween(3_600.0, 3_700.0));
            clear();
            relay.rollback();
            relay.setAutoCommit(true);
        }
    }

    @Test
    void an_outbox_stands_still_where_it_is_the_topic_that_is_away() throws SQLException {
        hold(away, Unreachable.reason(Unreachable.whole(TOPIC)));
        append(away, "2 hours");

        await().untilAsserted(
                        () -> assertThat(gauge("hub.outbox.oldest.seconds")).isBetween(7_200.0, 7_300.0));
        assertThat(gauge("hub.outbox.held.keys")).isEqualTo(1);
    }

    @Test
    void however_many_are_refused_what_stands_still_behind_them_is_told_of() throws SQLException {
        hold(refused, "not-authorized");
        hold(away, Unreachable.reason(Unreachable.whole(TOPIC)));
        append(refused, "3 hours", 10_001);
        append(away, "2 hours");

        await().untilAsserted(
                        () -> assertThat(gauge("hub.outbox.oldest.seconds")).isGreaterThanOrEqualTo(10_800.0));
    }

    private void hold(String key, String reason) throws SQLException {
        execute("insert into outbox_held (topic, key, reason, retry_at) values ('%s', '%s', '%s', 'infinity')"
                .formatted(TOPIC, key, reason));
    }

    private void append(String key, String age) throws SQLException {
        append(key, age, 1);
    }

    private void append(String key, String age, int times) throws SQLException {
        execute("""
                insert into outbox (shard, topic, key, headers, payload, created_at)
                select %d, '%s', '%s', '', '', now() - interval '%s'
                  from generate_series(1, %d)""".formatted(Outbox.shardOf(key), TOPIC, key, age, times));
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
