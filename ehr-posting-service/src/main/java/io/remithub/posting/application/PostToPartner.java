package io.remithub.posting.application;

import io.remithub.messaging.Cause;
import io.remithub.messaging.Traces;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.LedgerCheck;
import io.remithub.posting.domain.Location.Mode;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Brings a posting one step further. The attempt is committed before the call; the call is in no transaction. */
@ApplicationScoped
public class PostToPartner {

    private static final Logger LOG = Logger.getLogger(PostToPartner.class);

    private static final Happening NOT_MADE = new Happening.NotDelivered(null, null);

    private final Postings postings;
    private final UndoEarlier earlier;
    private final Seals seals;
    private final Transitions transitions;
    private final PostingPace pace;
    private final List<Partner> partners;

    PostToPartner(
            Postings postings,
            UndoEarlier earlier,
            Seals seals,
            Transitions transitions,
            PostingPace pace,
            @Any Instance<Partner> partners) {
        this.postings = postings;
        this.earlier = earlier;
        this.seals = seals;
        this.transitions = transitions;
        this.pace = pace;
        this.partners = partners.stream().toList();
    }

    public List<Runnable> due(int atMost) {
        return postings.lease(atMost, pace.lease()).stream()
                .map(lease -> (Runnable) () -> goOn(lease))
                .toList();
    }

    private void goOn(Lease lease) {
        var posting = postings.find(lease);
        if (posting == null) {
            return;
        }
        var origin = posting.origin();
        try (var _ = Traces.resume(new Cause(origin.eventId(), origin.traceparent()))) {
            switch (posting.state()) {
                case PLANNED -> {
                    if (!posting.seeksOriginal() || earlier.settled(lease, posting)) {
                        post(lease, posting);
                    }
                }
                // Whoever made the call is gone, and with it the answer.
                case ATTEMPTED -> transitions.apply(lease, new Happening.Abandoned());
                case UNKNOWN, ACCEPTED ->
                    transitions.apply(
                            lease,
                            careful(
                                    () -> partner(posting).lookUp(posting, seals.open(posting)),
                                    new Happening.LookupFailed()));
                case CONFIRMED -> transitions.apply(lease, checked(posting));
                case REJECTED, NOT_REQUIRED, WAITING -> LOG.debugf("posting %s has nothing to do", posting.key());
            }
        }
    }

    /** Under every reference that it ever had: it may be there twice. */
    private Happening checked(Posting posting) {
        try {
            var claim = seals.open(posting);
            var looks = postings.references(posting.key()).stream()
                    .map(posting::under)
                    .map(sent -> partner(posting).lookUp(sent, claim))
                    .toList();
            return LedgerCheck.together(posting, looks, pace.readLag());
        } catch (RuntimeException wrong) {
            report(wrong);
            return new Happening.Checked(null);
        }
    }

    private void post(Lease lease, Posting posting) {
        switch (prepared(posting)) {
            case Partner.Preparation.NotReady(var because) -> transitions.apply(lease, because);
            case Partner.Preparation.Ready(var attempting, var call) -> {
                var began = System.nanoTime();
                if (transitions.begin(lease, attempting)) {
                    transitions.apply(lease, stillOurs(began) ? careful(call, new Happening.Lost()) : NOT_MADE);
                }
            }
        }
    }

    /** A process that stood still for so long has lost its lease, or would before the answer. */
    private boolean stillOurs(long began) {
        return System.nanoTime() - began < pace.lease().toNanos() / 4;
    }

    private Partner.Preparation prepared(Posting posting) {
        try {
            var claim = seals.open(posting);
            var mode = claim.location().mode();
            if (posting.undone() == null && mode.leavesOut(posting.key().purpose())) {
                return Partner.Preparation.unneeded(Reason.LOCATION_MODE);
            }
            var approved = posting.approved() || claim.request().money().approved();
            if (mode == Mode.REVIEW && !approved) {
                return Partner.Preparation.blocked(Reason.POSTING_REVIEW);
            }
            return partner(posting).prepare(posting, claim);
        } catch (RuntimeException wrong) {
            report(wrong);
            return new Partner.Preparation.NotReady(NOT_MADE);
        }
    }

    private Partner partner(Posting posting) {
        return partners.stream()
                .filter(partner -> partner.serves(posting.effect()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no partner for " + posting.key()));
    }

    private static Happening careful(Supplier<Happening> asking, Happening whenWrong) {
        try {
            return asking.get();
        } catch (RuntimeException wrong) {
            report(wrong);
            return whenWrong;
        }
    }

    /** Its text may carry patients' data: the class and the place are enough. */
    private static void report(RuntimeException wrong) {
        var trace = wrong.getStackTrace();
        LOG.errorf("%s at %s", wrong.getClass().getName(), trace.length == 0 ? "an unknown place" : trace[0]);
    }
}
