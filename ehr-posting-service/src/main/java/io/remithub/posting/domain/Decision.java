package io.remithub.posting.domain;

import org.jspecify.annotations.Nullable;

/** What a happening makes of a posting. */
public sealed interface Decision {

    /** @param outcome what the hub is to be told; null when it knows already, or there is nothing to tell */
    record Changed(Posting posting, Posting.@Nullable Outcome outcome) implements Decision {}

    /** Late, repeated, or no longer of interest. */
    record Ignored(String why) implements Decision {}
}
