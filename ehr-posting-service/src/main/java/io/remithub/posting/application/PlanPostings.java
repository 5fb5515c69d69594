package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans both effects of a claim, once; asked again, it takes in what has been approved or corrected since. */
@ApplicationScoped
public class PlanPostings {

    private final Requests requests;
    private final Postings postings;
    private final Seals seals;
    private final Transitions transitions;
    private final Clock clock;

    PlanPostings(Requests requests, Postings postings, Seals seals, Transitions transitions, Clock clock) {
        this.requests = requests;
        this.postings = postings;
        this.seals = seals;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Transactional
    public void handle(PostingRequest asked, Origin origin) {
        var request = seals.withPatientShare(asked);
        var money = request.money();
        requests.lock(money.claim());
        var fenced = requests.fenced(money.claim()) != null;
        var before = requests.find(money.claim());
        requests.put(request);
        var planned = postings.ofClaim(money.claim());
        if (planned.stream().noneMatch(posting -> !posting.key().purpose().compensates())) {
            var where = seals.destination(request);
            plan((fenced ? money.fenced(origin) : money.plan(origin, clock.instant()))
                    .stream().map(posting -> posting.known(where)).toList());
        } else if (!fenced) {
            planned.forEach(posting -> takeIn(request, before, posting));
        }
    }

    private void plan(List<Posting> planned) {
        planned.forEach(transitions::plan);
    }

    private void takeIn(PostingRequest now, @Nullable PostingRequest before, Posting posting) {
        var money = now.money();
        var waiting = posting.state() == PostingState.WAITING;
        var balanced = Reason.OUT_OF_BALANCE.equals(posting.reason()) && (money.balanced() || money.approved());
        var reviewed = Reason.POSTING_REVIEW.equals(posting.reason()) && money.approved();
        var corrected = before != null
                && Reason.PATIENT_UNKNOWN.equals(posting.reason())
                && !Arrays.equals(before.sealedRegistration(), now.sealedRegistration());
        if (waiting && (balanced || reviewed)) {
            transitions.apply(posting.key(), new Happening.Approve());
        } else if (corrected) {
            transitions.apply(posting.key(), new Happening.Retry());
        }
    }
}
