package io.remithub.intake.outbound.db;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.remithub.database.Buckets;
import io.remithub.database.Sql;
import io.remithub.intake.application.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

@ApplicationScoped
class PostgresTokenBuckets implements TokenBuckets {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AT_LEAST = Duration.ofMillis(1);
    private static final int CHUNK = 500;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

    PostgresTokenBuckets(DataSource database, Clock clock) {
        this.buckets = Buckets.in(database, "token_bucket", clock)
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(MINUTE))
                .build();
    }

    @Override
    public Taken take(String bucket, int perMinute, int most) {
        return told(() -> {
            var shared = buckets.builder().build(bucket, () -> configuration(perMinute));
            long tokens = shared.tryConsumeAsMuchAsPossible(most);
            var wait = tokens > 0
                    ? Duration.ZERO
                    : Duration.ofNanos(shared.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            return new Taken((int) tokens, wait.compareTo(AT_LEAST) < 0 ? AT_LEAST : wait);
        });
    }

    @Override
    public int forgetFull() {
        return told(() -> buckets.removeExpired(CHUNK));
    }

    private static BucketConfiguration configuration(int perMinute) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (BucketExecutionException failed) {
            if (failed.getCause() instanceof SQLException sql) {
                throw Sql.failure(sql);
            }
            throw failed;
        }
    }
}
