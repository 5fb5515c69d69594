package io.remithub.messaging;

import org.jspecify.annotations.Nullable;

/** The world is unwell: waiting and trying again is the answer, and nothing is wrong with what was asked. */
public final class TransientFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what is waited for; no payload, no patient data */
    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public TransientFailure(String message) {
        this(message, null);
    }
}
