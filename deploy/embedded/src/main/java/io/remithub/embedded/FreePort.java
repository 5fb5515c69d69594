package io.remithub.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot be started on port 0 and asked afterwards which one it became. */
final class FreePort {

    // Systems hand out ports from 32768 on (Linux) or 49152 (macOS) to whoever asks for any: one of those may be gone
    // before the server that it was found for has started.
    private static final int FIRST = 16_000;
    private static final int LAST = 24_999;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
