package io.remithub.faults;

import java.sql.SQLException;
import java.time.Duration;

/** Somebody has opened a transaction in each database, one after the other, and went for coffee: the next, and the next. */
final class ForgottenTransaction implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Thread somebody;

    private ForgottenTransaction(Thread somebody) {
        this.somebody = somebody;
    }

    /** @param open each; a server that is stopped ends one sooner */
    static ForgottenTransaction of(Hub hub, Duration open) {
        return new ForgottenTransaction(Thread.ofVirtual().start(() -> forget(hub, open)));
    }

    private static void forget(Hub hub, Duration open) {
        try {
            for (int next = 0; ; next++) {
                try {
                    Servers.leaveOpen(hub, Hub.SERVICES.get(next % Hub.SERVICES.size()), open);
                } catch (SQLException stopped) {
                    Thread.sleep(AGAIN);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        somebody.interrupt();
    }
}
