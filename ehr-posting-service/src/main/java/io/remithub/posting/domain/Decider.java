package io.remithub.posting.domain;

import static io.remithub.posting.domain.PostingState.ACCEPTED;
import static io.remithub.posting.domain.PostingState.ATTEMPTED;
import static io.remithub.posting.domain.PostingState.CONFIRMED;
import static io.remithub.posting.domain.PostingState.NOT_REQUIRED;
import static io.remithub.posting.domain.PostingState.PLANNED;
import static io.remithub.posting.domain.PostingState.REJECTED;
import static io.remithub.posting.domain.PostingState.UNKNOWN;
import static io.remithub.posting.domain.PostingState.WAITING;

import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.Posting.Reference;
import io.remithub.posting.domain.Posting.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One effect per posting: a call is repeated only where it is proven that the last one did nothing. All else is looked
 * up, and where looking does not help, left to people.
 */
public final class Decider {

    private final Timing timing;

    public Decider(Timing timing) {
        this.timing = timing;
    }

    /** What the hub is to be told of a posting that was just planned. */
    public Decision.Changed plan(Posting posting) {
        return telling(posting, false);
    }

    public Decision decide(Posting posting, Happening happening, Instant now) {
        return switch (happening) {
            case Happening.Attempting attempting ->
                when(posting, PLANNED).with(() -> attempt(posting, attempting, now));
            case Happening.Accepted(var id) -> when(posting, ATTEMPTED, UNKNOWN).with(() -> accept(posting, id, now));
            case Happening.Confirmed(var id) -> confirm(posting, id);
            case Happening.Refused(var reason) -> refuse(posting, reason);
            case Happening.NotDelivered notDelivered ->
                when(posting, ATTEMPTED, PLANNED).with(() -> sendAgain(posting, notDelivered, now));
            case Happening.Lost() ->
                when(posting, ATTEMPTED).with(() -> lookUp(posting, Reason.ANSWER_LOST, now.plus(timing.first())));
            case Happening.Abandoned() ->
                when(posting, ATTEMPTED).with(() -> lookUp(posting, Reason.ATTEMPT_ABANDONED, now));
            case Happening.Found found -> found(posting, found, now);
            case Happening.Absent(var readUpTo) ->
                when(posting, UNKNOWN, ACCEPTED).with(() -> absent(posting, readUpTo, now));
            case Happening.LookupFailed() ->
                when(posting, UNKNOWN, ACCEPTED).with(() -> waitOn(posting, posting.reason(), now, false));
            case Happening.Blocked(var reason) ->
                when(posting, PLANNED).with(() -> telling(posting.to(WAITING, reason, idle(posting)), false));
            case Happening.Unneeded(var reason) ->
                when(posting, PLANNED).with(() -> telling(posting.to(NOT_REQUIRED, reason, idle(posting)), false));
            case Happening.Fenced() -> dropped(posting, Reason.REVERSED);
            case Happening.Cancel() -> dropped(posting, Reason.CANCELLED);
            case Happening.Retry() ->
                when(posting, PLANNED, WAITING, REJECTED, UNKNOWN, ACCEPTED).with(() -> retry(posting, now));
            case Happening.Approve() -> when(posting, WAITING).with(() -> retry(posting.approvedByHand(), now));
            case Happening.ConfirmByHand() -> confirm(posting, null);
        };
    }

    private Decision.Changed attempt(Posting posting, Happening.Attempting as, Instant now) {
        var tries = posting.tries();
        var then = new Tries(tries.attempts() + 1, 0, tries.retried(), now, now);
        var reference = new Reference(as.transactionId(), as.subdomain(), as.locationId(), null);
        return telling(posting.to(ATTEMPTED, null, then).known(reference), false);
    }

    private Decision.Changed accept(Posting posting, @Nullable String partnerId, Instant now) {
        var tries = posting.tries();
        var then =
                new Tries(tries.attempts(), 0, tries.retried(), tries.attemptedAt(), now.plus(timing.confirmWithin()));
        var reference = posting.reference().known(partnerId);
        return telling(posting.to(ACCEPTED, null, then).known(reference), false);
    }

    /** The partner's word that it is there outweighs everything that we believed before. */
    private Decision confirm(Posting posting, @Nullable String partnerId) {
        return when(posting, ATTEMPTED, UNKNOWN, ACCEPTED, REJECTED, PLANNED, WAITING)
                .with(() -> telling(
                        posting.to(CONFIRMED, null, idle(posting))
                                .known(posting.reference().known(partnerId)),
                        false));
    }

    private Decision refuse(Posting posting, @Nullable String reason) {
        var why = reason == null ? posting.key().purpose().rejected() : reason;
        return when(posting, ATTEMPTED, UNKNOWN, ACCEPTED)
                .with(() -> telling(posting.to(REJECTED, why, idle(posting)), false));
    }

    private Decision.Changed sendAgain(Posting posting, Happening.NotDelivered because, Instant now) {
        var tries = posting.tries();
        var lookups = tries.lookups() + 1;
        var pause = timing.pause(Math.max(tries.attempts(), lookups));
        var asked = Objects.requireNonNullElse(because.retryAfter(), Duration.ZERO);
        var due = now.plus(asked.compareTo(pause) > 0 ? asked : pause);
        var reason = Objects.requireNonNullElse(because.reason(), Reason.NOT_DELIVERED);
        return telling(
                posting.to(
                        PLANNED,
                        reason,
                        new Tries(tries.attempts(), lookups, tries.retried(), tries.attemptedAt(), due)),
                false);
    }

    private Decision.Changed lookUp(Posting posting, String reason, Instant due) {
        return telling(posting.to(UNKNOWN, reason, posting.tries().due(due)), false);
    }

    private Decision found(Posting posting, Happening.Found found, Instant now) {
        return found.total() == posting.amount()
                ? confirm(posting, found.partnerId())
                : when(posting, UNKNOWN, ACCEPTED).with(() -> waitOn(posting, Reason.AMOUNT_DIFFERS, now, false));
    }

    private Decision.Changed absent(Posting posting, @Nullable Instant readUpTo, Instant now) {
        var attemptedAt = posting.tries().attemptedAt();
        var proven = readUpTo != null && attemptedAt != null && readUpTo.isAfter(attemptedAt.plus(timing.readLag()));
        if (posting.state() == ACCEPTED || !proven) {
            return waitOn(posting, posting.reason(), now, false);
        }
        if (posting.tries().retried()) {
            return waitOn(posting, Reason.PROVEN_ABSENT, now, true);
        }
        var once = new Tries(posting.tries().attempts(), 0, true, attemptedAt, now);
        return telling(posting.to(PLANNED, Reason.PROVEN_ABSENT, once), false);
    }

    /** Nothing is known yet: ask again later, for ever, and call people when it takes too long. */
    private Decision.Changed waitOn(Posting posting, @Nullable String reason, Instant now, boolean hopeless) {
        var tries = posting.tries();
        var lookups = tries.lookups() + 1;
        var then = new Tries(
                tries.attempts(), lookups, tries.retried(), tries.attemptedAt(), now.plus(timing.pause(lookups)));
        var overdue = hopeless || posting.attemptedBefore(now, timing.unconfirmedAfter());
        return telling(posting.to(posting.state(), reason, then), overdue);
    }

    private Decision.Changed retry(Posting posting, Instant now) {
        return telling(posting.to(PLANNED, null, new Tries(posting.tries().attempts(), 0, false, null, now)), false);
    }

    /** What was never sent can be left; what may be on its way is resolved first. */
    private static Decision dropped(Posting posting, String reason) {
        return when(posting, PLANNED, WAITING, REJECTED)
                .with(() -> telling(posting.to(NOT_REQUIRED, reason, idle(posting)), false));
    }

    private static Tries idle(Posting posting) {
        return posting.tries().due(null);
    }

    private static Decision.Changed telling(Posting posting, boolean overdue) {
        var outcome = outcome(posting, overdue);
        return outcome == null || outcome.equals(posting.reported())
                ? new Decision.Changed(posting, null)
                : new Decision.Changed(posting.told(outcome), outcome);
    }

    private static @Nullable Outcome outcome(Posting posting, boolean overdue) {
        return switch (posting.state()) {
            case ACCEPTED -> overdue ? unconfirmed(posting) : new Outcome("ACCEPTED", null);
            case UNKNOWN -> overdue ? unconfirmed(posting) : null;
            // A refused credential heals without a retry, but somebody has to renew it.
            case PLANNED ->
                Reason.PARTNER_CREDENTIAL_REFUSED.equals(posting.reason())
                        ? new Outcome("WAITING", posting.reason())
                        : null;
            case ATTEMPTED -> null;
            case CONFIRMED, REJECTED, NOT_REQUIRED, WAITING ->
                new Outcome(posting.state().name(), posting.reason());
        };
    }

    private static Outcome unconfirmed(Posting posting) {
        return new Outcome("UNCONFIRMED", posting.key().purpose().unconfirmed());
    }

    private static When when(Posting posting, PostingState... legal) {
        return new When(posting.state(), Set.of(legal));
    }

    private record When(PostingState state, Set<PostingState> legal) {
        Decision with(Supplier<Decision> then) {
            return legal.contains(state) ? then.get() : new Decision.Ignored("already " + state);
        }
    }
}
