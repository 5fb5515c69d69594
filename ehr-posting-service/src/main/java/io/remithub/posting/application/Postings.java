package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.PostingState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every posting, one row each, and how it came to stand where it stands. */
public interface Postings {

    /** One step of a posting's history. */
    record Change(
            @Nullable String from, String to, @Nullable String reason, Instant at) {}

    /** Whose transaction it is; not the current one when it was sent under another reference since. */
    record Named(PostingKey key, Posting.Origin origin, boolean current) {}

    /** A posting as it stands while it is locked or leased: nobody else moves it, or whoever does ends the lease. */
    record Held(String id, long epoch, Posting posting) {

        Lease lease() {
            return new Lease(posting.key(), epoch);
        }

        boolean under(@Nullable Lease lease) {
            return lease == null || lease.epoch() == epoch;
        }
    }

    /**
     * One time that it was sent, or what an operator linked it to.
     *
     * @param registration what it was sent with, where it was sent with another one since
     * @param result where its own answer led to; null: that is not known, or nothing was sent
     * @param partnerId by which the partner answered it; null: that is not known
     */
    record Sent(
            String transactionId,
            byte @Nullable [] registration,
            @Nullable PostingState result,
            @Nullable String partnerId) {

        /** Not if it provably was not. */
        boolean arrived() {
            return result != PostingState.PLANNED;
        }

        /** By the partner's own id; where that is not known, it is any that was not turned away. */
        private int likelihood(@Nullable String known) {
            if (partnerId != null && known != null) {
                return partnerId.equals(known) ? 2 : 0;
            }
            return arrived() && result != PostingState.REJECTED ? 1 : 0;
        }

        /** Of what was sent under the reference that it has, what the partner knows by its id, or else may. */
        private static List<Sent> likeliest(Posting posting, List<Sent> sent) {
            var id = posting.reference().transactionId();
            var known = posting.reference().partnerId();
            var under =
                    sent.stream().filter(one -> one.transactionId().equals(id)).toList();
            var most =
                    under.stream().mapToInt(one -> one.likelihood(known)).max().orElse(0);
            return under.stream().filter(one -> one.likelihood(known) == most).toList();
        }

        /** The last of those that it may be. */
        static Optional<Sent> asKnown(Posting posting, List<Sent> sent) {
            return likeliest(posting, sent).stream().reduce((_, last) -> last).or(() -> Optional.ofNullable(
                            posting.reference().transactionId())
                    .map(id -> new Sent(id, null, null, null)));
        }

        /** Whether nothing tells with which registration that was sent which is there. */
        static boolean isOpen(Posting posting, List<Sent> sent) {
            return likeliest(posting, sent).stream()
                            .map(one -> Optional.ofNullable(one.registration()).map(ByteBuffer::wrap))
                            .distinct()
                            .count()
                    > 1;
        }
    }

    /**
     * What came of one call.
     *
     * @param id of the posting
     * @param call the reference that it was made under
     */
    record Answer(
            String id,
            String call,
            PostingState result,
            @Nullable String partnerId) {

        static Answer of(String id, String call, Happening answered) {
            return switch (answered) {
                case Happening.Accepted(var partnerId) -> new Answer(id, call, PostingState.ACCEPTED, partnerId);
                case Happening.Confirmed(var partnerId) -> new Answer(id, call, PostingState.CONFIRMED, partnerId);
                case Happening.Refused _ -> new Answer(id, call, PostingState.REJECTED, null);
                case Happening.NotDelivered _ -> new Answer(id, call, PostingState.PLANNED, null);
                default -> new Answer(id, call, PostingState.UNKNOWN, null);
            };
        }
    }

    /** From what is held to what comes after it. */
    record Move(Held before, Posting after) {

        /** Perhaps not for the first time; what it was linked to before counts as sent. */
        public boolean sendsAgain() {
            var from = before.posting();
            var tries = from.tries();
            return after.state() == PostingState.ATTEMPTED
                    && from.state() == PostingState.PLANNED
                    && (tries.attempts() > 0
                            || tries.generation() > 0
                            || from.reference().transactionId() != null);
        }
    }

    /** @return those whose keys were not taken: there is one effect, and it is planned */
    Set<PostingKey> add(List<Posting> planned, Instant now);

    /** Writes down steps, each of another posting, from where it stood; ends any lease, except of one about to be sent. */
    void save(List<Move> moves, Duration leaseOfAttempt, Instant now);

    /** Each written down with the last call that was made under its reference, wherever the posting stands by now. */
    void answered(List<Answer> answers, Instant now);

    /** Locked until the transaction ends, those that there are. */
    Map<PostingKey, Held> lock(Collection<PostingKey> keys);

    default @Nullable Held lock(PostingKey key) {
        return lock(List.of(key)).get(key);
    }

    /** By transaction id, where it is known. */
    Map<String, Named> named(Collection<String> transactionIds);

    /** Each time that it was sent, and what it was linked to, in this order. */
    List<Sent> sent(PostingKey key);

    /** What an operator links it to; nothing new where it was sent under that. */
    void link(PostingKey key, String transactionId, Instant now);

    /**
     * Due ones that nobody works on; checks of what is confirmed after all others, except of what an operator asked for.
     *
     * @param forCall how long for each call that they take: one, or as many as it takes to look under every reference
     */
    List<Held> lease(int atMost, Duration forCall);

    /**
     * Whoever is about to send any of these claims' postings does not, and begins anew with what is known by then; whoever
     * moves one waits until the transaction ends.
     */
    void recall(Collection<ClaimKey> claims);

    List<Posting> ofClaims(Collection<ClaimKey> claims);

    /** Every posting of the claim that this one is a claim of, whichever payment it came with. */
    ClaimLedger ledger(ClaimKey claim);
}
