package io.remithub.orchestrator.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator can decide about an exception. */
public enum Action {
    APPROVE,
    RETRY,
    CONFIRM,
    CANCEL,
    VOID;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> of(String wire) {
        return Arrays.stream(values())
                .filter(action -> action.wire().equals(wire))
                .findFirst();
    }
}
