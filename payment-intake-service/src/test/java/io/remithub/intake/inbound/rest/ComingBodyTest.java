package io.remithub.intake.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.intake.inbound.rest.ComingBodies.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ComingBodyTest {

    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final int LOOKS = 5_000_000;

    @Test
    void a_body_that_keeps_coming_is_at_no_moment_overdue() throws Exception {
        var watched = new CompletableFuture<BooleanSupplier>();
        var enough = new AtomicBoolean();
        try (var body = new ComingBody(new Endless(), bounds(), Long.MAX_VALUE, watched::complete)) {
            var reader = Thread.ofPlatform().start(() -> readOn(body, enough));
            var overdue = watched.join();
            try {
                for (int look = 0; look < LOOKS; look++) {
                    assertThat(overdue.getAsBoolean()).isFalse();
                }
            } finally {
                enough.set(true);
                reader.join();
            }
        }
    }

    private static void readOn(ComingBody body, AtomicBoolean enough) {
        var some = new byte[1 << 10];
        try {
            while (!enough.get()) {
                body.read(some, 0, some.length);
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Bounds bounds() {
        var room = new Room(1 << 20, WITHIN);
        return new Bounds(Long.MAX_VALUE, _ -> 1, WITHIN, WITHIN, new ShareOfRoom(room, new CurrentCaller()));
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            return count;
        }
    }
}
