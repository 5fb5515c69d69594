package io.remithub.intake.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.config.RateLimitConfig;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.TenantId;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas and the bucket that they share, in the real database. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LimitRequestsTest {

    private static final int PER_MINUTE = 400;
    private static final int LEASE = PER_MINUTE / 20;

    @Inject
    TokenBuckets buckets;

    @Inject
    DataSource database;

    @Inject
    RateLimitConfig config;

    @Inject
    Clock clock;

    private LimitRequests one;
    private LimitRequests other;
    private final ApiKeys.Known key = key();

    @BeforeEach
    void start() {
        one = new LimitRequests(buckets, config, clock);
        other = new LimitRequests(buckets, config, clock);
    }

    @Test
    void two_replicas_let_in_together_what_one_would() {
        var start = Instant.now();
        int letIn = 0;
        for (int before = -1; before < letIn; ) {
            before = letIn;
            letIn += isLetIn(one, key) ? 1 : 0;
            letIn += isLetIn(other, key) ? 1 : 0;
        }

        long refilled = 1 + (Instant.now().toEpochMilli() - start.toEpochMilli()) * PER_MINUTE / 60_000;
        assertThat((long) letIn).isBetween((long) PER_MINUTE, PER_MINUTE + LEASE + refilled);
    }

    @Test
    void what_one_replica_has_used_up_the_other_refuses() {
        useUp(one, key);

        assertThat(other.take(key)).isPresent();
    }

    @Test
    void a_key_that_has_used_up_its_limit_takes_nothing_from_another() {
        useUp(one, key);

        assertThat(one.take(key())).isEmpty();
    }

    @Test
    void another_limit_holds_at_once() {
        useUp(one, key);

        assertThat(one.take(new ApiKeys.Known(key.caller(), PER_MINUTE * 2))).isEmpty();
    }

    @Test
    void only_buckets_that_are_full_again_are_forgotten() throws SQLException {
        useUp(one, key);
        buckets.forgetFull();
        assertThat(other.take(key)).isPresent();

        aMinuteLater();

        assertThat(buckets.forgetFull()).isPositive();
    }

    private void aMinuteLater() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update token_bucket set expires_at = expires_at - 120000");
        }
    }

    private static void useUp(LimitRequests replica, ApiKeys.Known key) {
        for (int i = 0; i <= PER_MINUTE * 2 && isLetIn(replica, key); i++) {
            assertThat(i).as("requests let in").isLessThan(PER_MINUTE * 2);
        }
    }

    private static boolean isLetIn(LimitRequests replica, ApiKeys.Known key) {
        return replica.take(key).isEmpty();
    }

    private static ApiKeys.Known key() {
        return new ApiKeys.Known(
                new Caller(new TenantId(UUID.randomUUID()), "key " + UUID.randomUUID(), Set.of()), PER_MINUTE);
    }
}
