package io.remithub.posting.outbound.db;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.remithub.posting.outbound.http.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import javax.sql.DataSource;

@ApplicationScoped
class BucketQuotas implements Quota.Quotas {

    private static final int BURST = 10;

    private final ProxyManager<String> buckets;

    BucketQuotas(DataSource database) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("quota")
                .build();
    }

    @Override
    public Quota of(String partner, int callsPerMinute) {
        var burst = Math.max(1, callsPerMinute / BURST);
        var configuration = BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(Math.max(1, callsPerMinute - burst), Duration.ofMinutes(1)))
                .build();
        var bucket = buckets.builder().build(partner + ":" + callsPerMinute, () -> configuration);
        return atMost -> take(bucket, atMost);
    }

    private static boolean take(BucketProxy bucket, Duration atMost) {
        try {
            return bucket.asBlocking().tryConsume(1, atMost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
