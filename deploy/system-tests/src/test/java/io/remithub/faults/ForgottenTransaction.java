package io.remithub.faults;

import io.remithub.rig.Part;
import java.time.Duration;
import java.util.List;

/** In each database somebody has opened a transaction, and went for coffee: and another one, and another one. */
final class ForgottenTransaction implements AutoCloseable {

    private final List<Thread> somebodies;

    private ForgottenTransaction(List<Thread> somebodies) {
        this.somebodies = somebodies;
    }

    /** @param open each */
    static ForgottenTransaction of(Hub hub, Duration open) {
        return new ForgottenTransaction(Hub.SERVICES.stream()
                .map(part -> Thread.ofVirtual().start(() -> forget(hub, part, open)))
                .toList());
    }

    private static void forget(Hub hub, Part part, Duration open) {
        try {
            while (true) {
                Servers.leaveOpen(hub, part, open);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        somebodies.forEach(Thread::interrupt);
    }
}
