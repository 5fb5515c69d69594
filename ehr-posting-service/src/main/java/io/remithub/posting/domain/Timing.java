package io.remithub.posting.domain;

import java.time.Duration;

/**
 * @param confirmWithin how long the partner's own confirmation is waited for before reading back
 * @param readLag how much older than the partner's last read an attempt must be before its absence proves anything
 * @param unconfirmedAfter when an effect that nobody confirms becomes a matter for people
 * @param first the shortest pause between two tries
 * @param cap the longest
 */
public record Timing(
        Duration confirmWithin, Duration readLag, Duration unconfirmedAfter, Duration first, Duration cap) {

    /** Doubles from the shortest to the longest pause. */
    Duration pause(int tries) {
        var doubled = first.multipliedBy(1L << Math.clamp(tries - 1L, 0, 20));
        return doubled.compareTo(cap) < 0 ? doubled : cap;
    }
}
