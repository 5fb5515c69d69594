package io.remithub.local;

import java.util.List;
import java.util.function.Consumer;

/** A part of the stack that runs as a process of its own. */
interface Program {

    String name();

    int port();

    /** Every port that it listens on. */
    default List<Integer> ports() {
        return List.of(port());
    }

    /**
     * Returns when it is ready to serve.
     *
     * @param born told of the process as soon as there is one
     * @throws StartFailed when it ended, or was not ready in time
     */
    Running start(Consumer<ProcessHandle> born) throws StartFailed, InterruptedException;

    interface Running {

        ProcessHandle process();

        /** Ends it in order, and returns when it is gone; of one that died, tidies up. */
        void stop();
    }

    /** Says in one line what happened and where to read more. */
    final class StartFailed extends Exception {
        private static final long serialVersionUID = 1;

        StartFailed(String message) {
            super(message);
        }
    }
}
