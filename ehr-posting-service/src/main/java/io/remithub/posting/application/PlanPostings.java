package io.remithub.posting.application;

import static java.util.stream.Collectors.groupingBy;

import io.remithub.posting.domain.Compensations;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans both effects of a claim, once; asked again, it takes in what has been corrected since. */
@ApplicationScoped
public class PlanPostings {

    /** What is asked, and which event asks it. */
    public record Asked(PostingRequest request, Origin origin) {
        ClaimKey claim() {
            return request.money().claim();
        }
    }

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

    /** In a few statements for however many; what is asked twice, in the order in which it was. */
    @Transactional
    public void handle(List<Asked> asked) {
        var first = new LinkedHashMap<ClaimKey, Asked>();
        var again = asked.stream()
                .filter(one -> first.putIfAbsent(one.claim(), one) != null)
                .toList();
        handle(first);
        if (!again.isEmpty()) {
            handle(again);
        }
    }

    private void handle(Map<ClaimKey, Asked> asked) {
        var claims = asked.keySet();
        requests.lock(claims);
        var fenced = requests.fenced(claims).keySet();
        var before = requests.find(claims);
        var now = asked.values().stream()
                .map(one -> new Asked(seals.withPatientShare(one.request()), one.origin()))
                .toList();
        postings.recall(now.stream()
                .filter(one -> registeredAnew(before.get(one.claim()), one.request()))
                .map(Asked::claim)
                .toList());
        requests.put(now.stream().map(Asked::request).toList());
        var planned = postings.ofClaims(claims).stream()
                .collect(groupingBy(posting -> posting.key().claim()));
        var fresh = new ArrayList<Posting>();
        var steps = new ArrayList<Step>();
        for (var one : now) {
            var claim = one.claim();
            var there = planned.getOrDefault(claim, List.of());
            if (there.stream().allMatch(posting -> posting.key().purpose().compensates())) {
                fresh.addAll(plan(one, fenced.contains(claim)));
            } else if (!fenced.contains(claim)) {
                there.forEach(posting ->
                        takeIn(one.request(), before.get(claim), posting).ifPresent(steps::add));
            }
        }
        transitions.plan(fresh);
        transitions.apply(steps);
    }

    private List<Posting> plan(Asked asked, boolean fenced) {
        var money = asked.request().money();
        var where = seals.destination(asked.request());
        return (fenced ? money.fenced(asked.origin()) : money.plan(asked.origin(), clock.instant()))
                .stream().map(posting -> reviewed(posting).known(where)).toList();
    }

    private Posting reviewed(Posting posting) {
        var key = posting.key();
        return posting.effect() == Effect.CHARGE
                        && key.issuance() > 1
                        && new Compensations(postings.ledger(key.claim())).chargedAnew(posting)
                ? posting.reviewed()
                : posting;
    }

    private static boolean registeredAnew(@Nullable PostingRequest before, PostingRequest now) {
        return before != null && !Arrays.equals(before.sealedRegistration(), now.sealedRegistration());
    }

    private static Optional<Step> takeIn(PostingRequest now, @Nullable PostingRequest before, Posting posting) {
        var corrected = Reason.PATIENT_UNKNOWN.equals(posting.reason()) && registeredAnew(before, now);
        return corrected ? Optional.of(Step.of(posting.key(), new Happening.Retry())) : Optional.empty();
    }
}
