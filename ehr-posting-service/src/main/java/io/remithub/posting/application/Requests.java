package io.remithub.posting.application;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for each claim and issuance, and whether a reversal has closed it. */
public interface Requests {

    /** The first ones, or ones that say more than the last: another registration. Each of another claim. */
    void put(Collection<PostingRequest> requests);

    /** Those that there are. */
    Map<ClaimKey, PostingRequest> find(Collection<ClaimKey> claims);

    default @Nullable PostingRequest find(ClaimKey claim) {
        return find(List.of(claim)).get(claim);
    }

    /** Takes the claims' locks, so that a fence and a plan never pass each other. */
    void lock(Collection<ClaimKey> claims);

    /** From now on nothing of this issuance is posted. Also of one that was never asked for. */
    void fence(ClaimKey claim, Origin because);

    /** Of which issuances nothing is posted any more, and why. */
    Map<ClaimKey, Origin> fenced(Collection<ClaimKey> claims);
}
