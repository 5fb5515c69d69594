package io.remithub.posting.application;

import io.remithub.posting.application.Postings.Change;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Postings as operators look at them. */
public interface PostingViews {

    /** What is asked for; null: any. */
    record Filter(
            @Nullable String tenantId,
            @Nullable String paymentId,
            @Nullable PostingState state,
            @Nullable Purpose purpose,
            @Nullable String reason,
            @Nullable String subdomain,
            @Nullable String locationId,
            @Nullable String transactionId,
            @Nullable Instant changedBefore) {}

    /** One posting, and how it came to stand where it stands. */
    record View(String id, Posting posting, Instant changedAt, List<Change> history) {}

    /**
     * One call, or one link.
     *
     * @param result where its own answer led to; null while that is out, or where it is not known
     */
    record Attempt(
            String transactionId,
            Instant at,
            @Nullable String result,
            @Nullable Instant answeredAt) {}

    /** What a partner said of a transaction that nobody here knows. */
    record Stray(
            String partner,
            @Nullable String transactionId,
            @Nullable String partnerId,
            Notice.Verdict verdict,
            Instant receivedAt) {}

    /** In the order in which they were planned. */
    List<View> page(Filter filter, String after, int limit);

    @Nullable
    View one(String id);

    List<Attempt> attempts(String id);

    /** The latest first. */
    List<Stray> strays(int limit);
}
