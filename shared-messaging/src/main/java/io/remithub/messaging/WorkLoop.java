package io.remithub.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Takes due work whenever it is woken, and at least every so often, and runs each piece on a virtual thread of its own.
 * The taking is expected to lease what it takes: a piece whose process dies is taken again when its lease ends.
 */
public final class WorkLoop implements AutoCloseable {

    /** How long work under way is waited for when the process ends; after that, its lease ends. */
    public static final int SECONDS_TO_FINISH = 20;

    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** What becomes due within it is taken in one go, at least; alone, a piece of work waits for no other. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    /** Leases due work. */
    @FunctionalInterface
    public interface Take {
        /** @return at most {@code free} pieces; as many means that there may be more */
        List<? extends Runnable> upTo(int free);
    }

    private final String name;
    private final Duration idle;
    private final Semaphore free;
    private final int bound;
    private final Take take;
    private final Thread thread;
    private final Alarms alarms = new Alarms();
    private final Gathering gathering = new Gathering(GATHERING);
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param idle how long it waits for a wake-up before it looks by itself
     * @param bound how many pieces run at once
     */
    public WorkLoop(String name, Duration idle, int bound, Take take) {
        this.name = name;
        this.idle = idle;
        this.bound = bound;
        this.free = new Semaphore(bound);
        this.take = take;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public WorkLoop start() {
        thread.start();
        return this;
    }

    /** There may be work: look now. */
    public void wake() {
        woken.set(true);
        LockSupport.unpark(thread);
    }

    /** There will be work by then: look then, if not before. What is farther off than it idles, it finds by itself. */
    public void wakeIn(Duration pause) {
        if (pause.compareTo(idle) < 0) {
            alarms.set(pause);
            LockSupport.unpark(thread);
        }
    }

    /** Takes nothing more and waits for what runs. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(SECONDS_TO_FINISH / 2));
            if (!free.tryAcquire(bound, SECONDS_TO_FINISH / 2, TimeUnit.SECONDS)) {
                LOG.warnf("%s: work still runs; its leases will end", name);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = Duration.ofMillis(100);
        while (!closed) {
            int slots = free.availablePermits();
            alarms.reset();
            try {
                long began = System.nanoTime();
                List<? extends Runnable> taken = slots == 0 ? List.of() : take.upTo(slots);
                gathering.stored(taken.size(), began);
                taken.forEach(this::begin);
                pause = Duration.ofMillis(100);
                if (taken.isEmpty() || taken.size() < slots) {
                    rest();
                    gathering.await();
                }
            } catch (RuntimeException unwell) {
                LOG.warnf(
                        "%s: takes nothing for %s: %s",
                        name, pause, unwell.getClass().getName());
                LOG.debug(name, unwell);
                LockSupport.parkNanos(this, pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void rest() {
        long idleEnds = System.nanoTime() + idle.toNanos();
        long left = Math.min(idle.toNanos(), alarms.next());
        while (left > 0 && !closed && !woken.getAndSet(false)) {
            LockSupport.parkNanos(this, left);
            left = Math.min(idleEnds - System.nanoTime(), alarms.next());
        }
    }

    private void begin(Runnable piece) {
        free.acquireUninterruptibly();
        Thread.ofVirtual().name(name + "-piece").start(() -> {
            try {
                piece.run();
            } catch (RuntimeException failed) {
                // Exception texts may carry patients' data: the class and the place are enough to find it.
                LOG.errorf(
                        "%s: a piece of work failed and is tried again when its lease ends: %s at %s",
                        name, failed.getClass().getName(), place(failed));
            } finally {
                free.release();
                wake();
            }
        });
    }

    private static Object place(RuntimeException failed) {
        StackTraceElement[] trace = failed.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0];
    }
}
