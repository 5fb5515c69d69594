package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.Caller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Whoever sends the request that is being served. */
@RequestScoped
class CurrentCaller {

    private @Nullable Caller caller;

    void is(Caller known) {
        caller = known;
    }

    Caller get() {
        if (caller == null) {
            throw new IllegalStateException("served without a key");
        }
        return caller;
    }
}
