package io.remithub.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is out of bounds in what an operator asks: every fault, not the first. */
public final class Faults {

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

    /** That a query parameter is something to look for: a database takes no control characters. */
    public void text(String name, @Nullable String value) {
        require(
                value == null || value.chars().noneMatch(Character::isISOControl),
                "?" + name,
                "must be text without control characters");
    }

    /** Says no where there is a fault. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw OperatorProblems.malformed(found);
        }
    }
}
