package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkLoopTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final AtomicInteger looks = new AtomicInteger();

    private WorkLoop loop(Duration idle) {
        return new WorkLoop("test", idle, 1, _ -> {
                    looks.incrementAndGet();
                    return List.of();
                })
                .start();
    }

    @Test
    void itLooksAtOnceWhenItIsWoken() {
        try (var loop = loop(AN_HOUR)) {
            await().until(() -> looks.get() == 1);
            loop.wake();
            await().until(() -> looks.get() == 2);
        }
    }

    @Test
    void itLooksWhenSomethingIsDueAndNotBefore() {
        try (var loop = loop(AN_HOUR)) {
            await().until(() -> looks.get() == 1);
            long told = System.nanoTime();
            loop.wakeIn(Duration.ofMillis(400));
            loop.wakeIn(Duration.ofMillis(200));

            await().until(() -> looks.get() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            await().until(() -> looks.get() == 3);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void leftAloneItLooksEverySoOften() {
        try (var _ = loop(Duration.ofMillis(20))) {
            await().until(() -> looks.get() > 3);
        }
    }

    @Test
    void whatBecomesDueAtAboutTheSameTimeIsTakenInOneGo() throws InterruptedException {
        int wakes = 0;
        try (var loop = loop(AN_HOUR)) {
            await().until(() -> looks.get() == 1);
            for (long ends = System.nanoTime() + 100_000_000; System.nanoTime() < ends; wakes++) {
                loop.wake();
                Thread.sleep(Duration.ofNanos(100_000));
            }
        }
        assertThat(looks.get()).isLessThan(wakes / 2);
    }
}
