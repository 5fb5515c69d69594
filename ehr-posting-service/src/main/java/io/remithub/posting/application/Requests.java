package io.remithub.posting.application;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import org.jspecify.annotations.Nullable;

/** What was asked for each claim and issuance, and whether a reversal has closed it. */
public interface Requests {

    /** The first one, or one that says more than the last: an approval, another registration. */
    void put(PostingRequest request);

    @Nullable
    PostingRequest find(ClaimKey claim);

    /** Takes the claim's lock, so that a fence and a plan never pass each other. */
    void lock(ClaimKey claim);

    /** From now on nothing of this issuance is posted. Also of one that was never asked for. */
    void fence(ClaimKey claim, Origin because);

    /** Why nothing of this issuance is posted any more; null: it may be. */
    @Nullable
    Origin fenced(ClaimKey claim);
}
