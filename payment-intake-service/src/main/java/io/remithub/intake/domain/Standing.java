package io.remithub.intake.domain;

import java.util.Set;

/** How far a payment is from going out, of all its statuses. */
public enum Standing {
    /** Created or held: it may still be changed, and be released. */
    WAITING,
    /** Released, whatever has become of it since. */
    RELEASED,
    /** Never to go out. */
    ENDED;

    private static final Set<String> WAIT = Set.of("Created", "Held");
    private static final Set<String> END = Set.of("Cancelled", "Failed");

    public static Standing of(String status) {
        if (WAIT.contains(status)) {
            return WAITING;
        }
        return END.contains(status) ? ENDED : RELEASED;
    }
}
