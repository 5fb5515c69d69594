package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every posting, one row each, and how it came to stand where it stands. */
public interface Postings {

    /** One step of a posting's history. */
    record Change(
            @Nullable String from, String to, @Nullable String reason, Instant at) {}

    /** A posting as operators see it. */
    record Told(Posting posting, List<Change> history) {}

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
    PostingKey named(String transactionId);

    /** Due ones that nobody works on, for as long as given. */
    List<Lease> lease(int atMost, Duration during);

    List<Posting> ofClaim(ClaimKey claim);

    /** Every posting of the claim that this one is a claim of, whichever payment it came with. */
    ClaimLedger ledger(ClaimKey claim);

    List<Told> ofPayment(String paymentId);
}
