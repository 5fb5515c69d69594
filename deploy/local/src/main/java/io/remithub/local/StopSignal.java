package io.remithub.local;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM become an interrupt, once. Shutdown hooks would all run at the same time, and the database must
 * not go before the services that still write to it.
 */
final class StopSignal {

    private StopSignal() {}

    static void interrupts(Thread thread) {
        var told = new AtomicBoolean();
        for (var name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), _ -> {
                if (told.compareAndSet(false, true)) {
                    thread.interrupt();
                }
            });
        }
    }
}
