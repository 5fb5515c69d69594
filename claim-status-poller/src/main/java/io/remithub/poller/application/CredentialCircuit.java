package io.remithub.poller.application;

import org.jspecify.annotations.Nullable;

/**
 * Whether the clearinghouse accepts our credential, as all replicas know it. Every method within the caller's
 * transaction.
 */
public interface CredentialCircuit {

    /** What may be asked. */
    enum Gate {
        CLOSED,
        /** Open, and it is the caller's turn to try whether it still has to be. */
        PROBE,
        OPEN
    }

    Gate gate();

    /** @return whether it was closed before: the one caller who has to raise the alarm */
    boolean open(@Nullable Integer httpStatus);

    /** @return whether nobody who waits was told since it opened: the one caller who has to */
    boolean tell();

    /** @return whether it was open before */
    boolean close();
}
