package io.remithub.posting.application;

import static java.util.stream.Collectors.toMap;

import io.remithub.messaging.Together;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** Commits the attempt before a call is made: of all that are about to be made at the same time, in one go. */
@ApplicationScoped
class BeginCall {

    private static final int AT_ONCE = 100;

    static final class Attempt {
        final Lease lease;
        private final Happening.Attempting as;
        private final boolean anew;
        private boolean granted;

        Attempt(Lease lease, Happening.Attempting as, boolean anew) {
            this.lease = lease;
            this.as = as;
            this.anew = anew;
        }
    }

    private final Transitions transitions;
    private final Postings postings;
    private final Receipts receipts;
    private final Together<Attempt> attempts = new Together<>(AT_ONCE, this::commit);

    BeginCall(Transitions transitions, Postings postings, Receipts receipts) {
        this.transitions = transitions;
        this.postings = postings;
        this.receipts = receipts;
    }

    /**
     * @param anew whether it was sent under other references before
     * @return whether the call may be made: the attempt is committed, and the lease is ours
     */
    boolean granted(Lease lease, Happening.Attempting as, boolean anew) {
        var attempt = new Attempt(lease, as, anew);
        attempts.store(attempt);
        return attempt.granted;
    }

    /** Of what the partner has spoken before, there is no call to make: its word is taken instead. */
    @Transactional
    void commit(List<Attempt> attempts) {
        transitions.apply(saidOfEarlier(attempts));
        var moved = transitions.apply(attempts.stream()
                .map(attempt -> Step.under(attempt.lease, attempt.as))
                .toList());
        var attempted = new HashMap<String, Attempt>();
        for (var attempt : newest(attempts)) {
            var posting = moved.get(attempt.lease.key());
            attempt.granted = posting != null && posting.state() == PostingState.ATTEMPTED;
            if (attempt.granted) {
                attempted.put(attempt.as.transactionId(), attempt);
            }
        }
        var heard = new ArrayList<Step>();
        for (var notice : receipts.match(attempted.keySet())) {
            var attempt = attempted.get(notice.transactionId());
            if (attempt != null && notice.happening() instanceof Happening happening) {
                heard.add(Step.of(attempt.lease.key(), happening));
                attempt.granted = false;
            }
        }
        transitions.apply(heard);
    }

    /** A worker who was slow may meet here the one who has its posting now: it is not its attempt that is committed. */
    static Collection<Attempt> newest(List<Attempt> attempts) {
        return attempts.stream()
                .collect(toMap(
                        attempt -> attempt.lease.key(),
                        attempt -> attempt,
                        (one, other) -> one.lease.epoch() > other.lease.epoch() ? one : other))
                .values();
    }

    /** What was said of an earlier reference while the last attempt was on its way, and could not be taken then. */
    private List<Step> saidOfEarlier(List<Attempt> attempts) {
        var earlier = new HashMap<String, PostingKey>();
        for (var attempt : attempts) {
            if (attempt.anew) {
                var key = attempt.lease.key();
                postings.sent(key).forEach(sent -> earlier.put(sent.transactionId(), key));
                earlier.remove(attempt.as.transactionId());
            }
        }
        var said = new ArrayList<Step>();
        for (var notice : receipts.match(earlier.keySet())) {
            var id = notice.transactionId();
            if (id != null
                    && earlier.get(id) instanceof PostingKey key
                    && notice.verdict() == Notice.Verdict.COMPLETE) {
                said.add(Step.of(key, new Happening.Earlier(id, notice.partnerId())));
            }
        }
        return said;
    }
}
