package io.remithub.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class BucketsTest {

    private static final int PER_MINUTE = 60;

    @Inject
    DataSource database;

    private final String id = Ids.next();
    private Instant time = Instant.parse("2026-03-02T10:00:00Z");
    private final Clock shared = ((InstantSource) () -> time).withZone(ZoneOffset.UTC);

    @Test
    void a_bucket_of_all_replicas_is_refilled_by_the_time_that_they_share_and_not_by_that_of_a_machine() {
        var one = bucket();
        var other = bucket();
        assertThat(one.tryConsumeAsMuchAsPossible()).isEqualTo(PER_MINUTE);
        assertThat(other.tryConsumeAsMuchAsPossible()).isZero();

        time = time.plusSeconds(10);

        assertThat(other.tryConsumeAsMuchAsPossible()).isEqualTo(10);
        assertThat(one.tryConsumeAsMuchAsPossible()).isZero();
    }

    private Bucket bucket() {
        return Buckets.in(database, "bucket", shared).build().builder().build(id, () -> BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE, Duration.ofMinutes(1)))
                .build());
    }
}
