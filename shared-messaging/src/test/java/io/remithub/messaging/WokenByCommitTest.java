package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.anEvent;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WokenByCommitTest.PollingOnceAnHour.class)
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class WokenByCommitTest {

    public static final class PollingOnceAnHour implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("messaging.relay-poll", "PT1H");
        }
    }

    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    @Test
    void the_relay_is_woken_by_each_commit_and_not_by_its_poll() {
        for (int i = 0; i < 5; i++) {
            String batch = Ids.next();

            QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "p")));

            await().atMost(Duration.ofSeconds(10)).until(() -> waiting(batch) == 0);
        }
    }

    @Test
    void what_commits_while_the_relay_is_at_work_is_not_left_behind() throws Exception {
        String batch = Ids.next();

        var written = new ArrayList<Future<?>>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                written.add(writers.submit(
                        () -> QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "p")))));
            }
        }
        for (var one : written) {
            one.get();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> waiting(batch) == 0);
    }

    @Test
    void a_shard_that_another_relay_has_is_looked_at_again() throws Exception {
        String batch = Ids.next();

        try (var another = database.getConnection();
                var has = another.prepareStatement(
                        "select pg_advisory_lock(%d, ?)".formatted(OutboxRows.LOCKS_OF_THE_RELAY));
                var leaves = another.prepareStatement("select pg_advisory_unlock_all()")) {
            has.setInt(1, Outbox.shardOf(batch));
            has.execute();
            QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "p")));
            await().during(Duration.ofMillis(300)).until(() -> waiting(batch) == 1);
            leaves.execute();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> waiting(batch) == 0);
    }

    private int waiting(String key) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from outbox where key = ?")) {
            select.setString(1, key);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
