package io.remithub.posting.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * @param confirmWithin how long the partner's own confirmation is waited for before reading back
 * @param readLag how much older than the partner's last read an attempt must be before its absence proves anything
 * @param unconfirmedAfter when an effect that nobody confirms becomes a matter for people
 * @param first the shortest pause between two tries
 * @param cap the longest
 * @param checkAt from when on, each night (UTC), what was confirmed is looked at again
 */
public record Timing(
        Duration confirmWithin,
        Duration readLag,
        Duration unconfirmedAfter,
        Duration first,
        Duration cap,
        LocalTime checkAt) {

    private static final Duration LONGEST_ASKED = Duration.ofHours(1);
    private static final int NIGHT = (int) Duration.ofHours(4).toSeconds();

    /** Each has its own moment of the night, so that they do not all come at once. */
    Instant nextCheck(PostingKey key, Instant now) {
        var tonight = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .atTime(checkAt)
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(Math.floorMod(key.hashCode(), NIGHT));
        return tonight.isAfter(now.plus(readLag)) ? tonight : tonight.plus(Duration.ofDays(1));
    }

    /** Whether so many tries in vain have taken as long as anything may stay unconfirmed. */
    boolean tooMany(int tries) {
        var waited = Duration.ZERO;
        for (int n = 1; n <= tries && waited.compareTo(unconfirmedAfter) < 0; n++) {
            waited = waited.plus(pause(n));
        }
        return waited.compareTo(unconfirmedAfter) >= 0;
    }

    /** Doubles from the shortest to the longest pause. */
    Duration pause(int tries) {
        var doubled = first.multipliedBy(1L << Math.clamp(tries - 1L, 0, 20));
        return doubled.compareTo(cap) < 0 ? doubled : cap;
    }

    /** @param asked by the partner: honoured where it is longer, up to an hour */
    Duration pause(int tries, @Nullable Duration asked) {
        var pause = pause(tries);
        var longer = asked == null || asked.compareTo(pause) <= 0 ? pause : asked;
        return longer.compareTo(LONGEST_ASKED) < 0 ? longer : LONGEST_ASKED;
    }
}
