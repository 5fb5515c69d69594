package io.remithub.posting.application;

import static java.util.stream.Collectors.toMap;

import io.remithub.messaging.Cause;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.posting.application.Outcomes.Told;
import io.remithub.posting.application.Postings.Answer;
import io.remithub.posting.application.Postings.Held;
import io.remithub.posting.application.Postings.Move;
import io.remithub.posting.domain.Decider;
import io.remithub.posting.domain.Decision;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The only way postings move: decided, written down with their history, and told, all of them in one transaction. */
@ApplicationScoped
public class Transitions {

    private static final Logger LOG = Logger.getLogger(Transitions.class);

    /** What becomes of one that is held. */
    private record Taken(Held before, Decision.Changed to) {
        Posting after() {
            return to.posting();
        }

        boolean elsewhere() {
            return before.posting().state() != after().state();
        }

        boolean otherwise() {
            return after().standsOtherwise(before.posting());
        }
    }

    private final Postings postings;
    private final Outcomes outcomes;
    private final Decider decider;
    private final Instance<UndoVoided> voided;
    private final PostingPace pace;
    private final Clock clock;

    // By Instance: what undoes a posting moves by these transitions itself.
    Transitions(
            Postings postings,
            Outcomes outcomes,
            Decider decider,
            Instance<UndoVoided> voided,
            PostingPace pace,
            Clock clock) {
        this.postings = postings;
        this.outcomes = outcomes;
        this.decider = decider;
        this.voided = voided;
        this.pace = pace;
        this.clock = clock;
    }

    /** @return those whose keys had not been planned before: nothing happens to the others */
    @Transactional
    public Set<PostingKey> plan(List<Posting> wanted) {
        var now = clock.instant();
        var planned = wanted.stream().map(decider::plan).toList();
        var added = postings.add(planned.stream().map(Decision.Changed::posting).toList(), now);
        var news = planned.stream()
                .filter(one -> added.contains(one.posting().key()))
                .toList();
        tell(news, now);
        wake(news.stream().map(Decision.Changed::posting), now);
        news.forEach(one -> note(one.posting()));
        return added;
    }

    /** Whoever comes: a webhook, an operator, a reversal. */
    @Transactional
    public void apply(PostingKey key, Happening happening) {
        apply(List.of(Step.of(key, happening)));
    }

    /** The worker that holds the lease; without it, what it learned is left to the one who does. */
    @Transactional
    public void apply(Lease lease, Happening happening) {
        apply(List.of(Step.under(lease, happening)));
    }

    /** @return those that moved, and where they stand now */
    @Transactional
    Map<PostingKey, Posting> apply(List<Step> steps) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        var first = steps.stream().collect(toMap(Step::key, step -> step, (one, _) -> one, LinkedHashMap::new));
        var moved = applyFirst(first);
        var later = steps.stream().filter(step -> first.get(step.key()) != step).toList();
        moved.putAll(apply(later));
        return moved;
    }

    /** Whether it would make anything of it. */
    boolean moves(Posting posting, Happening happening) {
        return decider.decide(posting, happening, clock.instant()) instanceof Decision.Changed(var after, var _)
                && !after.told(posting.reported()).equals(posting);
    }

    private Map<PostingKey, Posting> applyFirst(Map<PostingKey, Step> steps) {
        var now = clock.instant();
        var held = postings.lock(steps.keySet());
        var taken = steps.values().stream()
                .map(step -> take(step, held.get(step.key()), now))
                .filter(Objects::nonNull)
                .toList();
        postings.answered(answers(steps.values(), held), now);
        save(taken.stream().map(one -> new Move(one.before(), one.after())).toList(), now);
        tell(taken.stream().map(Taken::to).toList(), now);
        taken.stream().filter(Taken::elsewhere).map(Taken::after).forEach(Transitions::note);
        var moved = taken.stream()
                .map(Taken::after)
                .collect(toMap(Posting::key, posting -> posting, (_, last) -> last, HashMap::new));
        moved.putAll(voided.get()
                .heed(taken.stream().filter(Taken::otherwise).map(Taken::after).toList()));
        return moved;
    }

    /** What a call came to is known of it also where the posting has moved since it was made. */
    private static List<Answer> answers(Collection<Step> steps, Map<PostingKey, Held> held) {
        return steps.stream()
                .flatMap(step -> Stream.ofNullable(answer(step, held.get(step.key()))))
                .toList();
    }

    private static @Nullable Answer answer(Step step, @Nullable Held held) {
        return held != null && step.call() != null && held.under(step.lease())
                ? Answer.of(held.id(), step.call(), step.happening())
                : null;
    }

    private @Nullable Taken take(Step step, @Nullable Held held, Instant now) {
        if (held == null) {
            return null;
        }
        if (!held.under(step.lease())) {
            LOG.debugf("posting %s: %s not taken, the lease ended", step.key(), name(step.happening()));
            return null;
        }
        return switch (decider.decide(held.posting(), step.happening(), now)) {
            case Decision.Ignored(var why) -> ignored(held.posting(), step.happening(), why);
            case Decision.Changed changed -> new Taken(held, changed);
        };
    }

    private static @Nullable Taken ignored(Posting posting, Happening happening, String why) {
        if (happening instanceof Happening.Confirmed && posting.state() == PostingState.NOT_REQUIRED) {
            LOG.warnf("posting %s: the partner has what was never sent from here", posting.key());
        } else {
            LOG.debugf("posting %s: %s ignored, %s", posting.key(), name(happening), why);
        }
        return null;
    }

    private void save(List<Move> moves, Instant now) {
        postings.save(moves, pace.lease(), now);
        wake(moves.stream().map(Move::after), now);
    }

    private void tell(List<Decision.Changed> changed, Instant now) {
        var told = new ArrayList<Told>();
        for (var one : changed) {
            if (one.outcome() instanceof Outcome outcome) {
                told.add(new Told(one.posting(), outcome));
            }
        }
        if (!told.isEmpty()) {
            outcomes.tell(told, now);
        }
    }

    /** An attempt is its worker's. */
    private void wake(Stream<Posting> moved, Instant now) {
        if (moved.anyMatch(posting -> posting.state() != PostingState.ATTEMPTED && posting.due(now))) {
            pace.workIsDue();
        }
    }

    private static void note(Posting posting) {
        var origin = posting.origin();
        StateLog.onCommit(
                LOG,
                new Cause(origin.eventId(), origin.traceparent()),
                new Whose(posting.tenantId(), origin.batchId(), posting.key().paymentId()),
                "posting %s %s",
                posting.key(),
                standing(posting));
    }

    private static String standing(Posting posting) {
        return posting.reason() == null ? posting.state().name() : posting.state() + " " + posting.reason();
    }

    private static String name(Happening happening) {
        return happening.getClass().getSimpleName();
    }
}
