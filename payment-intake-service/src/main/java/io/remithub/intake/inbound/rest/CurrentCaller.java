package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Scope;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whoever sends the request that is being served. */
@RequestScoped
class CurrentCaller {

    private @Nullable Caller caller;

    void is(Caller known) {
        caller = known;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem where the key is not meant for it */
    void needs(Scope... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(get()::may)) {
            var scopes = Arrays.stream(anyOf).map(Scope::wire).collect(Collectors.joining(" or "));
            throw Problems.SCOPE_MISSING
                    .because("This API-Key has no scope %s.".formatted(scopes))
                    .build();
        }
    }

    /** Whose bodies share their part of the room. */
    String sender() {
        return caller == null ? "operators" : caller.tenant().toString();
    }

    Caller get() {
        if (caller == null) {
            throw new IllegalStateException("served without a key");
        }
        return caller;
    }
}
