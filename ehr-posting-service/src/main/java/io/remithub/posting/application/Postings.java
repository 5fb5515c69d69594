package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every posting, one row each, and how it came to stand where it stands. */
public interface Postings {

    /** One step of a posting's history. */
    record Change(
            @Nullable String from, String to, @Nullable String reason, Instant at) {}

    /** Whose transaction it is; not the current one when it was sent under another reference since. */
    record Named(PostingKey key, boolean current) {}

    /** @return false when its key is taken: there is one effect, and it is planned */
    boolean add(Posting posting, Instant now);

    /** Writes down the step from the state it had, and ends any lease, except of one about to be sent. */
    void save(Posting before, Posting after, Duration leaseOfAttempt, Instant now);

    /** Locked until the transaction ends. */
    @Nullable
    Posting lock(PostingKey key);

    /** Likewise, where the lease still holds. */
    @Nullable
    Posting lock(Lease lease);

    @Nullable
    Posting find(Lease lease);

    @Nullable
    Named named(String transactionId);

    /** Every reference that it was ever sent under, or linked to. */
    Set<String> references(PostingKey key);

    /** What an operator links it to. */
    void link(PostingKey key, String transactionId, Instant now);

    /** Due ones that nobody works on, for as long as given. */
    List<Lease> lease(int atMost, Duration during);

    List<Posting> ofClaim(ClaimKey claim);

    /** Every posting of the claim that this one is a claim of, whichever payment it came with. */
    ClaimLedger ledger(ClaimKey claim);
}
