package io.remithub.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What many threads have to store at the same time is stored in one go by whichever of them finds nobody at it. Alone, a
 * thread waits for no one; in a crowd, the costs of a transaction are shared.
 *
 * @param <T> what is stored
 */
public final class Together<T> {

    private final int most;
    private final Consumer<List<T>> inOneGo;
    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock storing = new ReentrantLock();
    private final Gathering gathering = new Gathering();

    /**
     * @param most how many are stored in one go
     * @param inOneGo stores all of them in one transaction, or none; called by one thread at a time
     */
    public Together(int most, Consumer<List<T>> inOneGo) {
        this.most = most;
        this.inOneGo = inOneGo;
    }

    /** Returns once it is stored. What keeps the others from being stored does not keep it: each is then tried alone. */
    public void store(T one) {
        var mine = new Waiting<>(one);
        waiting.add(mine);
        storing.lock();
        try {
            while (!mine.done) {
                gathering.await();
                storeThoseWhoWait();
            }
        } finally {
            storing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    int waiting() {
        return waiting.size();
    }

    private void storeThoseWhoWait() {
        long began = System.nanoTime();
        var taken = new ArrayList<Waiting<T>>();
        for (Waiting<T> next = waiting.poll(); next != null; next = taken.size() < most ? waiting.poll() : null) {
            taken.add(next);
        }
        if (!tryToStore(taken) && taken.size() > 1) {
            taken.forEach(alone -> tryToStore(List.of(alone)));
        }
        taken.forEach(one -> one.done = true);
        gathering.stored(taken.size(), began);
    }

    private boolean tryToStore(List<Waiting<T>> those) {
        RuntimeException failure = null;
        try {
            inOneGo.accept(those.stream().map(one -> one.what).toList());
        } catch (RuntimeException unwell) {
            failure = unwell;
        } catch (Error grave) {
            failure = new IllegalStateException(grave);
        }
        for (var one : those) {
            one.failure = failure;
        }
        return failure == null;
    }

    private static final class Waiting<T> {
        private final T what;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(T what) {
            this.what = what;
        }
    }
}
