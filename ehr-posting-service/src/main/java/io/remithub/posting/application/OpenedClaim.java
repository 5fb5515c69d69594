package io.remithub.posting.application;

import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.SplitPlanner.Line;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call needs to know of a claim: opened for it, gone with it.
 *
 * @param registration of the claim that was paid, where the posting takes back what an earlier one paid
 * @param lines what the amount is spread over
 * @param undone what the posting undoes; null when it undoes nothing
 * @param doubtful nothing tells with which of its registrations that was sent which the posting undoes
 */
public record OpenedClaim(
        PostingRequest request,
        ClaimRegistration registration,
        Supplier<List<Line>> lines,
        Location location,
        @Nullable Posting undone,
        boolean doubtful) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
