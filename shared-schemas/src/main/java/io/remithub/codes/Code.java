package io.remithub.codes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A code of a published list. Where a date is not known, nothing is held against the code for it.
 *
 * @param from the first day on which it may be used
 * @param until the first day on which it may no longer be used in a new message; a reversal may still carry it
 * @param needsRemark a remark code must stand beside it
 * @param description in the hub's own words
 */
public record Code(
        String code,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        boolean needsRemark,
        @Nullable String description) {

    public boolean hasBegun(LocalDate day) {
        return from == null || !day.isBefore(from);
    }

    public boolean hasEnded(LocalDate day) {
        return until != null && !day.isBefore(until);
    }

    public boolean isValid(LocalDate day) {
        return hasBegun(day) && !hasEnded(day);
    }
}
