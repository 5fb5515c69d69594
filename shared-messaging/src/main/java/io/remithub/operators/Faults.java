package io.remithub.operators;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is out of bounds in what an operator asks: every fault, not the first. */
public final class Faults {

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private final List<Map<String, String>> found = new ArrayList<>();

    /** @param pointer a JSON pointer, or {@code ?name} of a query parameter */
    public void require(boolean holds, String pointer, String message) {
        if (!holds) {
            found.add(OperatorProblems.fault(pointer, message));
        }
    }

    /** The number that a query parameter holds; the least where it holds none. */
    public long whole(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // out of bounds, too
        }
        require(false, "?" + name, "must be a whole number from %d to %d".formatted(least, most));
        return least;
    }

    /** That a query parameter is something to look for: no name has control characters, and one, NUL, no database takes. */
    public void text(String name, @Nullable String value) {
        require(
                value == null || value.chars().noneMatch(Character::isISOControl),
                "?" + name,
                "must be text without control characters");
    }

    /** The one that a query parameter names, if it is there. */
    public <E extends Enum<E>> @Nullable E one(Class<E> of, String name, @Nullable String value) {
        var named = Arrays.stream(of.getEnumConstants())
                .filter(it -> it.name().equals(value))
                .findFirst();
        require(
                value == null || named.isPresent(),
                "?" + name,
                "must be one of " + Arrays.toString(of.getEnumConstants()));
        return named.orElse(null);
    }

    /** That a page's cursor, if it is there, has the form that cursors have. */
    public void cursor(@Nullable String value, String form) {
        require(value == null || value.matches(form), "?cursor", "must be the nextCursor of a page");
    }

    /** How long a query parameter says, if it is there. */
    public @Nullable Duration duration(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            var duration = Duration.parse(value);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException none) {
            // out of bounds, too
        }
        require(false, "?" + name, "must be a duration, as in PT4H or P1D");
        return null;
    }

    /** The time that a query parameter holds, if it is there; one that every database knows. */
    public @Nullable Instant instant(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            var instant = Instant.parse(value);
            if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException none) {
            // out of bounds, too
        }
        require(false, "?" + name, "must be an instant, as in 2026-01-31T08:00:00Z");
        return null;
    }

    /** Says no where there is a fault. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw OperatorProblems.malformed(found);
        }
    }
}
