package io.remithub.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseGaugesTest {

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void end() {
        silence.countDown();
    }

    @Test
    void a_database_that_keeps_silent_holds_up_no_scrape_and_one_thread() {
        new DatabaseGauges(silent(), registry, Duration.ZERO, Duration.ofMillis(100))
                .asking("select 1")
                .answers("answers", "")
                .gauge("figure", "", "key");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int scrape = 0; scrape < 3; scrape++) {
                assertThat(value("answers")).isZero();
                assertThat(value("figure")).isNaN();
            }
        });

        assertThat(asked).hasValue(1);
    }

    private double value(String gauge) {
        return requireNonNull(registry.find(gauge).gauge()).value();
    }

    /** As where packets are lost: neither a connection nor a refusal. */
    private DataSource silent() {
        return (DataSource)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                    asked.incrementAndGet();
                    silence.await();
                    throw new java.sql.SQLException();
                });
    }
}
