package io.remithub.poller.outbound.integrex;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An HTTP answer, read and bounded. */
record Reply(int status, byte[] body, @Nullable Duration retryAfter) {

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
