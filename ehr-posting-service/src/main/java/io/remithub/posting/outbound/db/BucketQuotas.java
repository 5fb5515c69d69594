package io.remithub.posting.outbound.db;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.remithub.database.Buckets;
import io.remithub.posting.outbound.http.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Each replica takes its share of a second out of the bucket that all draw from, as large as it has lately needed. What it
 * leaves of a share is nobody's.
 */
@ApplicationScoped
class BucketQuotas implements Quota.Quotas {

    private static final int BURST = 10;
    private static final int SHARES = 20;
    private static final Duration SHARE = Duration.ofSeconds(1);
    /** What was taken just before a minute may be used in it. */
    private static final Duration REFILL = Duration.ofMinutes(1).plus(SHARE);

    private final ProxyManager<String> buckets;

    BucketQuotas(DataSource database, Clock clock) {
        this.buckets = Buckets.in(database, "quota", clock).build();
    }

    @Override
    public Quota of(String partner, int callsPerMinute) {
        var burst = Math.max(1, callsPerMinute / BURST);
        var configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(Math.max(1, callsPerMinute - burst), REFILL))
                .build();
        var bucket = buckets.builder().build(partner + ":" + callsPerMinute, () -> configuration);
        return new Share(bucket, Math.max(1, burst / SHARES));
    }

    private static final class Share implements Quota {
        private final BucketProxy bucket;
        private final int most;
        private final ReentrantLock lock = new ReentrantLock();
        private int size = 1;
        private int left;
        private long until = System.nanoTime();

        Share(BucketProxy bucket, int most) {
            this.bucket = bucket;
            this.most = most;
        }

        @Override
        public boolean take(Duration atMost) {
            return takeNow() || waitFor(atMost);
        }

        private boolean takeNow() {
            lock.lock();
            try {
                if (left == 0 || System.nanoTime() - until >= 0) {
                    renew(System.nanoTime());
                }
                if (left == 0) {
                    return false;
                }
                left--;
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void renew(long now) {
            size = now - until < 0 ? Math.min(most, 2 * size) : Math.max(1, size - left);
            left = 0;
            left = (int) bucket.tryConsumeAsMuchAsPossible(size);
            until = now + SHARE.toNanos();
        }

        private boolean waitFor(Duration atMost) {
            try {
                return bucket.asBlocking().tryConsume(1, atMost);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
