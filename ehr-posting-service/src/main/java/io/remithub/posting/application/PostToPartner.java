package io.remithub.posting.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.messaging.Cause;
import io.remithub.messaging.Together;
import io.remithub.messaging.Traces;
import io.remithub.posting.application.Partner.Sought;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.LedgerCheck;
import io.remithub.posting.domain.Location.Mode;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings a posting one step further. The attempt is committed before the call; the call is in no transaction. */
@ApplicationScoped
public class PostToPartner {

    private static final Logger LOG = Logger.getLogger(PostToPartner.class);

    private static final Happening NOT_MADE = new Happening.NotDelivered(null, null);

    private static final int AT_ONCE = 100;

    private record Work(
            Lease lease, Posting posting, @Nullable PostingRequest asked) {}

    private final Postings postings;
    private final Requests requests;
    private final UndoEarlier earlier;
    private final Seals seals;
    private final BeginCall calls;
    private final Together<Step> answers;
    private final PostingPace pace;
    private final InstantSource clock;
    private final List<Partner> partners;

    PostToPartner(
            Postings postings,
            Requests requests,
            UndoEarlier earlier,
            Seals seals,
            BeginCall calls,
            Transitions transitions,
            PostingPace pace,
            Clock clock,
            @Any Instance<Partner> partners) {
        this.postings = postings;
        this.requests = requests;
        this.earlier = earlier;
        this.seals = seals;
        this.calls = calls;
        this.answers = new Together<>(AT_ONCE, transitions::apply);
        this.pace = pace;
        this.clock = clock;
        this.partners = partners.stream().toList();
    }

    public List<Runnable> due(int atMost) {
        var leased = postings.lease(atMost, pace.lease());
        var asked = requests.find(
                leased.stream().map(held -> held.posting().key().claim()).collect(toSet()));
        return leased.stream()
                .map(held -> new Work(
                        held.lease(),
                        held.posting(),
                        asked.get(held.posting().key().claim())))
                .map(work -> (Runnable) () -> goOn(work))
                .toList();
    }

    private void goOn(Work work) {
        var posting = work.posting();
        var origin = posting.origin();
        try (var _ = Traces.resume(new Cause(origin.eventId(), origin.traceparent()))) {
            switch (posting.state()) {
                case PLANNED -> {
                    if (!posting.seeksOriginal() || earlier.settled(work.lease(), posting)) {
                        post(work);
                    }
                }
                // Whoever made the call is gone, and with it the answer.
                case ATTEMPTED ->
                    answered(
                            work, new Happening.Abandoned(), posting.reference().transactionId());
                case UNKNOWN ->
                    conclude(work, careful(() -> LedgerCheck.anywhere(looks(work)), new Happening.LookupFailed()));
                case ACCEPTED ->
                    conclude(
                            work,
                            careful(
                                    () -> LedgerCheck.anywhere(
                                            partner(posting).lookUp(List.of(new Sought(posting, opened(work))))),
                                    new Happening.LookupFailed()));
                case CONFIRMED -> conclude(work, checked(work));
                case REJECTED, NOT_REQUIRED, WAITING -> LOG.debugf("posting %s has nothing to do", posting.key());
            }
        }
    }

    private Happening checked(Work work) {
        return careful(
                () -> LedgerCheck.together(work.posting(), looks(work), pace.readLag()), new Happening.Checked(null));
    }

    /** Under every reference that it ever had: it may be there twice. */
    private List<Happening> looks(Work work) {
        var posting = work.posting();
        var sought = seals.sought(posting, work.asked());
        return sought.isEmpty()
                ? List.of(new Happening.LookupFailed())
                : partner(posting).lookUp(sought);
    }

    private void post(Work work) {
        if (pace.blind() && work.posting().tries().retried()) {
            // As far as can be told, it is not there: it is sent when posting sees again.
            conclude(work, new Happening.NotDelivered(Reason.PROVEN_ABSENT, null));
            return;
        }
        switch (prepared(work)) {
            case Partner.Preparation.NotReady(var because) -> conclude(work, because);
            case Partner.Preparation.Ready(var attempting, var call) -> {
                var leaving = Leaving.within(pace.lease().dividedBy(4), clock);
                if (calls.granted(
                        work.lease(), attempting, work.posting().tries().generation() > 0)) {
                    var answer = pace.blind()
                            ? new Happening.Lost()
                            : leaving.call(() -> careful(call, new Happening.Lost()));
                    answered(work, answer, attempting.transactionId());
                }
            }
        }
    }

    private void conclude(Work work, Happening happening) {
        answers.store(Step.under(work.lease(), happening));
    }

    private void answered(Work work, Happening answer, @Nullable String call) {
        answers.store(Step.answer(work.lease(), answer, call));
    }

    private OpenedClaim opened(Work work) {
        return seals.open(work.posting(), work.asked());
    }

    private Partner.Preparation prepared(Work work) {
        try {
            var posting = work.posting();
            var claim = opened(work);
            var mode = claim.location().mode();
            if (posting.undone() == null && mode.leavesOut(posting.key().purpose())) {
                return Partner.Preparation.unneeded(Reason.LOCATION_MODE);
            }
            if ((mode == Mode.REVIEW || claim.doubtful()) && !posting.approved()) {
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
