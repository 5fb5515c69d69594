package io.remithub.posting.application;

import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Posting;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call needs to know of a claim: opened for it, gone with it.
 *
 * @param undone what the posting undoes; null when it undoes nothing
 */
public record OpenedClaim(
        PostingRequest request,
        ClaimRegistration registration,
        Supplier<ClaimPart> part,
        Location location,
        @Nullable Posting undone) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
