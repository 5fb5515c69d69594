package io.remithub.intake.application;

import java.util.List;

/** @param more whether something follows */
public record Page<T>(List<T> items, boolean more) {

    /** Of what was found when one more was looked for than was asked for. */
    public static <T> Page<T> of(List<T> found, int limit) {
        boolean more = found.size() > limit;
        return new Page<>(List.copyOf(more ? found.subList(0, limit) : found), more);
    }
}
