package io.remithub.intake.application;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list in the order of creation, which the ids tell.
 *
 * @param after the id before the first one, null: from the end that the order begins with
 */
public record Slice(
        boolean newestFirst, int limit, @Nullable String after) {}
