package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TogetherTest {

    private final List<List<Integer>> stored = new ArrayList<>();

    @Test
    void whoIsAloneStoresAtOnce() {
        new Together<Integer>(10, stored::add).store(1);

        assertThat(stored).containsExactly(List.of(1));
    }

    @Test
    void thoseWhoComeWhileOthersAreStoredAreStoredInOneGo() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var together = new Together<Integer>(10, all -> {
            stored.add(all);
            begun.countDown();
            await(go);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> together.store(0));
            begun.await();
            var others = storeAll(threads, together, 20);
            while (together.waiting() < 20) {
                Thread.onSpinWait();
            }
            go.countDown();
            first.get();
            for (var other : others) {
                other.get();
            }
        }
        assertThat(stored).extracting(List::size).containsExactly(1, 10, 10);
        assertThat(stored.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(0, 20).boxed().toList());
    }

    @Test
    void whatCannotBeStoredFailsAloneAndEachIsStoredOnce() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var together = new Together<Integer>(10, all -> {
            begun.countDown();
            await(go);
            if (all.contains(3)) {
                throw new IllegalStateException("not 3");
            }
            stored.add(all);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> together.store(0));
            begun.await();
            var others = storeAll(threads, together, 5);
            while (together.waiting() < 5) {
                Thread.onSpinWait();
            }
            go.countDown();
            first.get();
            assertThatThrownBy(others.get(2)::get).hasRootCauseMessage("not 3");
            others.remove(2);
            for (var other : others) {
                other.get();
            }
        }
        assertThat(stored.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 4, 5);
    }

    private static List<Future<?>> storeAll(ExecutorService threads, Together<Integer> together, int many) {
        var all = new ArrayList<Future<?>>();
        IntStream.rangeClosed(1, many).forEach(one -> all.add(threads.submit(() -> together.store(one))));
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
