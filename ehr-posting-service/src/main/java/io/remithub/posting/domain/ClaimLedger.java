package io.remithub.posting.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All postings of one claim, over payments and issuances: what of each still stands, and what a reversal (CLP02 22) has to
 * undo.
 */
public record ClaimLedger(List<Posting> postings) {

    private static final Comparator<Posting> OLDEST_FIRST = Comparator.comparing(
                    (Posting posting) -> posting.key().paymentId())
            .thenComparing(posting -> posting.key().claimIndex())
            .thenComparing(posting -> posting.key().issuance());

    public ClaimLedger {
        postings = List.copyOf(postings);
    }

    /** What a takeback finds. */
    public sealed interface Found {

        /** It undoes this one. */
        record Original(Posting posting) implements Found {}

        /** What it is to undo is not confirmed: to be looked for again. */
        record NotYet(String reason) implements Found {}

        /** The location leaves it to others, as it left what was paid. */
        record LeftOut() implements Found {}

        /** Nobody but a person can tell what it is to undo. */
        record Nothing(String reason) implements Found {}
    }

    /** Cents of it that nothing undoes. What is about to undo it, or that in turn, counts until it is dropped. */
    public long left(Posting posting) {
        return Math.max(0, posting.amount() - undoneOf(posting));
    }

    long undoneOf(Posting posting) {
        return undoing(posting).mapToLong(this::left).sum();
    }

    /** What is bound to it and was not dropped, whatever undoes that. */
    Stream<Posting> undoing(Posting posting) {
        return postings.stream()
                .filter(other -> other.isUndoing(posting.key()) && other.state() != PostingState.NOT_REQUIRED);
    }

    @Nullable
    Posting find(PostingKey key) {
        return postings.stream()
                .filter(posting -> posting.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    ClaimLedger without(PostingKey key) {
        return new ClaimLedger(
                postings.stream().filter(posting -> !posting.key().equals(key)).toList());
    }

    /**
     * The earlier posting that a takeback undoes: the latest of which exactly as much is left, else the latest of which
     * enough is. With an operator's approval, the latest whatever is left, or none.
     */
    public Found original(Posting takeback) {
        var earlier = postings.stream()
                .filter(posting -> isEarlier(posting, takeback))
                .sorted(OLDEST_FIRST.reversed())
                .toList();
        var confirmed = earlier.stream()
                .filter(posting -> posting.state() == PostingState.CONFIRMED)
                .toList();
        return confirmed.stream()
                .filter(posting -> left(posting) == takeback.amount())
                .findFirst()
                .or(() -> confirmed.stream()
                        .filter(posting -> left(posting) > takeback.amount())
                        .findFirst())
                .<Found>map(Found.Original::new)
                .orElseGet(() -> without(takeback, earlier, confirmed));
    }

    /** What it undoes, and where that undoes something itself, what that undoes: where the allocation comes from. */
    public @Nullable Posting root(Posting posting) {
        var undone = undone(posting);
        var further = undone == null ? null : root(undone);
        return further == null ? undone : further;
    }

    public @Nullable Posting undone(Posting posting) {
        return posting.undone() instanceof PostingKey undone ? find(undone) : null;
    }

    private static Found without(Posting takeback, List<Posting> earlier, List<Posting> confirmed) {
        if (earlier.stream().anyMatch(Posting::waitsForPeople)) {
            return new Found.NotYet(Reason.ORIGINAL_WAITS);
        }
        if (earlier.stream().anyMatch(Posting::isUnderWay)) {
            return new Found.NotYet(Reason.ORIGINAL_NOT_CONFIRMED);
        }
        if (takeback.approved() && !confirmed.isEmpty()) {
            return new Found.Original(confirmed.getFirst());
        }
        if (confirmed.isEmpty() && earlier.stream().anyMatch(Posting::isLeftOut)) {
            return new Found.LeftOut();
        }
        return new Found.Nothing(confirmed.isEmpty() ? Reason.ORIGINAL_UNKNOWN : Reason.ORIGINAL_SMALLER);
    }

    private static boolean isEarlier(Posting posting, Posting takeback) {
        return posting.key().purpose() == takeback.key().purpose()
                && posting.effect() == takeback.effect().undone()
                && OLDEST_FIRST.compare(posting, takeback) < 0
                && !posting.key().claim().equals(takeback.key().claim());
    }
}
