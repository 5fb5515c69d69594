package io.remithub.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** The same again and again, so many at a time. */
final class AtOnce {

    private AtOnce() {}

    /** @throws java.util.concurrent.ExecutionException when one of them failed */
    static void run(int atOnce, int times, Callable<?> task) throws Exception {
        var done = new ArrayList<Future<?>>(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var room = new Semaphore(atOnce);
            for (int time = 0; time < times; time++) {
                room.acquire();
                done.add(threads.submit(() -> {
                    try {
                        return task.call();
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        for (var one : done) {
            one.get();
        }
    }
}
