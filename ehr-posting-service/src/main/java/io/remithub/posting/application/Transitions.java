package io.remithub.posting.application;

import io.remithub.messaging.Cause;
import io.remithub.messaging.Traces;
import io.remithub.posting.domain.Decider;
import io.remithub.posting.domain.Decision;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The only way a posting moves: decided, written down with its history, and told, in one transaction. */
@ApplicationScoped
public class Transitions {

    private static final Logger LOG = Logger.getLogger(Transitions.class);

    private final Postings postings;
    private final Requests requests;
    private final Outcomes outcomes;
    private final Receipts receipts;
    private final Decider decider;
    private final PostingPace pace;
    private final Clock clock;

    Transitions(
            Postings postings,
            Requests requests,
            Outcomes outcomes,
            Receipts receipts,
            Decider decider,
            PostingPace pace,
            Clock clock) {
        this.postings = postings;
        this.requests = requests;
        this.outcomes = outcomes;
        this.receipts = receipts;
        this.decider = decider;
        this.pace = pace;
        this.clock = clock;
    }

    /** @return false when its key has been planned before: nothing happens then */
    @Transactional
    public boolean plan(Posting posting) {
        var now = clock.instant();
        var planned = decider.plan(posting);
        if (!postings.add(planned.posting(), now)) {
            return false;
        }
        tell(planned.posting(), planned.outcome(), now);
        LOG.infof("posting %s %s", posting.key(), standing(planned.posting()));
        pace.workIsDue();
        return true;
    }

    /** Whoever comes: a webhook, an operator, a reversal. */
    @Transactional
    public void apply(PostingKey key, Happening happening) {
        var posting = postings.lock(key);
        if (posting != null) {
            apply(posting, happening);
        }
    }

    /** The worker that holds the lease; without it, what it learned is left to the one who does. */
    @Transactional
    public void apply(Lease lease, Happening happening) {
        var posting = postings.lock(lease);
        if (posting == null) {
            LOG.infof("posting %s: %s not taken, the lease ended", lease.key(), name(happening));
        } else {
            apply(posting, happening);
        }
    }

    /** @return whether the call may be made: the attempt is committed, and the lease is ours */
    @Transactional
    public boolean begin(Lease lease, Happening.Attempting attempting) {
        var posting = postings.lock(lease);
        if (posting == null || apply(posting, attempting).state() != PostingState.ATTEMPTED) {
            return false;
        }
        for (var notice : receipts.unmatched(attempting.transactionId())) {
            receipts.matched(notice);
            var happening = notice.happening();
            if (happening != null) {
                apply(lease.key(), happening);
                return false;
            }
        }
        return true;
    }

    /** Whether it would make anything of it. */
    boolean moves(Posting posting, Happening happening) {
        return decider.decide(posting, happening, clock.instant()) instanceof Decision.Changed(var after, var _)
                && !after.told(posting.reported()).equals(posting);
    }

    private Posting apply(Posting before, Happening happening) {
        var origin = before.origin();
        try (var _ = Traces.resume(new Cause(origin.eventId(), origin.traceparent()))) {
            return decide(before, happening, clock.instant());
        }
    }

    private Posting decide(Posting before, Happening happening, Instant now) {
        return switch (decider.decide(before, happening, now)) {
            case Decision.Ignored(var why) -> {
                ignored(before, happening, why);
                yield before;
            }
            case Decision.Changed(var after, var outcome) -> {
                postings.save(before, after, pace.lease(), now);
                tell(after, outcome, now);
                if (before.state() != after.state()) {
                    LOG.infof("posting %s %s", after.key(), standing(after));
                    undoIfFenced(after, now);
                }
                pace.workIsDue();
                yield after;
            }
        };
    }

    private static void ignored(Posting posting, Happening happening, String why) {
        if (happening instanceof Happening.Confirmed && posting.state() == PostingState.NOT_REQUIRED) {
            LOG.warnf("posting %s: the partner has what was never sent from here", posting.key());
        } else {
            LOG.debugf("posting %s: %s ignored, %s", posting.key(), name(happening), why);
        }
    }

    /** What was in flight when the reversal came is undone as soon as it is known what became of it. */
    private void undoIfFenced(Posting posting, Instant now) {
        if (!posting.key().purpose().compensates() && posting.state().settled()) {
            var because = requests.fenced(posting.key().claim());
            if (because == null) {
                return;
            }
            var left = postings.ledger(posting.key().claim()).left(posting);
            var undo = posting.compensation(left, because, now);
            if (!plan(undo)) {
                undoAfterAll(undo, now);
            }
        }
    }

    /** The reversal found nothing to undo, and then the partner did what had been dropped. */
    private void undoAfterAll(Posting undo, Instant now) {
        var before = postings.lock(undo.key());
        if (undo.state() == PostingState.PLANNED
                && before != null
                && before.state() == PostingState.NOT_REQUIRED
                && Reason.NOTHING_TO_POST.equals(before.reason())) {
            postings.save(before, undo, pace.lease(), now);
            LOG.infof("posting %s %s", undo.key(), standing(undo));
            pace.workIsDue();
        }
    }

    private void tell(Posting posting, @Nullable Outcome outcome, Instant now) {
        if (outcome != null) {
            outcomes.tell(posting, outcome, now);
        }
    }

    private static String standing(Posting posting) {
        return posting.reason() == null ? posting.state().name() : posting.state() + " " + posting.reason();
    }

    private static String name(Happening happening) {
        return happening.getClass().getSimpleName();
    }
}
