package io.remithub.operators;

import io.remithub.messaging.ResolveParked;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides of an event that was set aside or has not come.
 *
 * @param reason kept with the event; no patient's data in it
 */
public record Decision(@Nullable String reason) {

    private static final int LONGEST_REASON = 500;

    static String reason(@Nullable Decision decision) {
        @Nullable String reason = decision == null ? null : decision.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw OperatorProblems.malformed("/reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    static void answer(ResolveParked.Outcome outcome) {
        switch (outcome) {
            case RESOLVED -> {}
            case UNKNOWN -> throw OperatorProblems.notFound();
            case STILL_NOT_APPLICABLE ->
                throw OperatorProblems.of(409, "still-not-applicable", "The event still cannot be applied")
                        .withDetail("Nothing has changed. The log says at which place it fails.")
                        .build();
            case AN_EARLIER_ONE_WAITS ->
                throw OperatorProblems.of(409, "earlier-event-waits", "An earlier event of the same subject waits")
                        .withDetail("Resolve that one first; what follows it comes by itself.")
                        .build();
        }
    }
}
