package io.remithub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The practice, which registers the claims that are about to be paid. */
final class Registrar implements AutoCloseable {

    /** More than are on their way at a time. */
    private static final int AHEAD = 5_000;

    private static final int AT_A_TIME = 1_000;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Requests claims;
    private final AtomicLong issued;
    private final Payer practice = new Payer();
    private final CompletableFuture<Void> running;
    private long registered;
    private volatile boolean closed;

    /** @param issued how many of the claims are being paid; so many and more are registered when this is made */
    Registrar(Requests claims, AtomicLong issued) throws IOException, InterruptedException {
        this.claims = claims;
        this.issued = issued;
        keepAhead();
        this.running = CompletableFuture.runAsync(this::run, Thread::startVirtualThread);
    }

    private void run() {
        try {
            while (!closed) {
                keepAhead();
                Thread.sleep(LOOK);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepAhead() throws IOException, InterruptedException {
        while (registered < issued.get() + AHEAD) {
            practice.post("/claims", claims.list("claims", AT_A_TIME));
            registered += AT_A_TIME;
        }
    }

    /** @throws java.util.concurrent.CompletionException where a claim could not be registered */
    @Override
    public void close() {
        closed = true;
        running.join();
    }
}
