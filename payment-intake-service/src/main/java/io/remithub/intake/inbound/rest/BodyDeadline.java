package io.remithub.intake.inbound.rest;

import io.remithub.intake.config.IntakeConfig;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A body that is waited for too long is given up; what the hub itself takes to read it does not count. Whoever waits
 * does so on a thread that costs nothing, so that slow senders keep nobody else from being served.
 */
class BodyDeadline {

    private final long nanos;

    BodyDeadline(IntakeConfig config) {
        this.nanos = config.bodyWithin().toNanos();
    }

    @ServerRequestFilter
    void watch(ContainerRequestContext request) {
        if (!request.getMethod().equals("GET")) {
            request.setEntityStream(new Watched(request.getEntityStream(), nanos));
        }
    }

    /** The body did not come in time. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;

        TooSlow() {
            super("the body does not come");
        }
    }

    private static final class Watched extends FilterInputStream {
        private long left;

        Watched(InputStream body, long nanos) {
            super(body);
            this.left = nanos;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int room) throws IOException {
            long since = System.nanoTime();
            int read = super.read(into, offset, room);
            left -= System.nanoTime() - since;
            if (left < 0) {
                throw new TooSlow();
            }
            return read;
        }
    }
}
