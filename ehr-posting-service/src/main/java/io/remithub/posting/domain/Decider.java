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
        return Telling.of(posting, false);
    }

    public Decision decide(Posting posting, Happening happening, Instant now) {
        return switch (happening) {
            case Happening.Attempting attempting ->
                when(posting, PLANNED).with(() -> attempt(posting, attempting, now));
            case Happening.Accepted(var id) -> when(posting, ATTEMPTED, UNKNOWN).with(() -> accept(posting, id, now));
            case Happening.Confirmed(var id) -> confirm(posting, id, now);
            case Happening.Refused refused -> refuse(posting, refused, now);
            case Happening.Undoes(var original) ->
                when(posting, PLANNED).with(() -> Telling.of(posting.undoing(original), false));
            case Happening.Reckoned(var undo) -> reckoned(posting, undo, now);
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
                when(posting, PLANNED)
                        .with(() -> Telling.of(
                                posting.to(WAITING, reason, posting.tries().due(null)), false));
            case Happening.Unneeded(var reason) ->
                when(posting, PLANNED)
                        .with(() -> Telling.of(
                                posting.to(NOT_REQUIRED, reason, posting.tries().due(null)), false));
            case Happening.Check() -> when(posting, CONFIRMED).with(() -> checkNow(posting, now));
            case Happening.Checked(var shown) -> when(posting, CONFIRMED).with(() -> checked(posting, shown, now));
            case Happening.Earlier earlier -> earlier(posting, earlier, now);
            case Happening.Linked(var id) -> linked(posting, id, now);
            case Happening.Fenced() -> dropped(posting, Reason.REVERSED);
            case Happening.Retry() ->
                posting.isDisputed() && !ByHand.differs(posting)
                        ? lookOnce(posting.untold(), now)
                        : Telling.again(ByHand.retry(posting, now));
            case Happening.Approve(var seen) -> Telling.again(ByHand.approve(posting, seen, now));
            case Happening.ConfirmByHand(var seen) -> Telling.again(ByHand.confirm(posting, seen));
            case Happening.Cancel() -> Telling.again(ByHand.cancel(posting));
        };
    }

    private Decision.Changed attempt(Posting posting, Happening.Attempting as, Instant now) {
        var reference = as.subdomain() == null
                ? posting.reference().named(as.transactionId())
                : new Reference(as.transactionId(), as.subdomain(), as.locationId(), null);
        return Telling.of(posting.to(ATTEMPTED, null, posting.tries().sent(now)).known(reference), false);
    }

    private Decision.Changed accept(Posting posting, @Nullable String partnerId, Instant now) {
        var then = posting.tries().anew(now.plus(timing.confirmWithin()));
        var reference = posting.reference().known(partnerId);
        return Telling.of(posting.to(ACCEPTED, null, then).known(reference), false);
    }

    /** The partner's word that it is there outweighs everything that we believed before. */
    private Decision confirm(Posting posting, @Nullable String partnerId, Instant now) {
        if (posting.state() == CONFIRMED && partnerId != null && LedgerCheck.possible(posting)) {
            return confirmedAs(posting, partnerId, now);
        }
        var dropped = posting.state() == NOT_REQUIRED
                && (posting.tries().attempts() > 0 || Reason.CANCELLED.equals(posting.reason()));
        var believed = ByHand.confirmed(posting);
        return dropped || believed
                ? confirmed(posting, partnerId, now)
                : when(posting, ATTEMPTED, UNKNOWN, ACCEPTED, REJECTED, PLANNED, WAITING)
                        .with(() -> confirmed(posting, partnerId, now));
    }

    /** Its word of another is looked into: both may be there, and of which is left, nothing tells. */
    private Decision confirmedAs(Posting posting, String partnerId, Instant now) {
        var reference = posting.reference();
        if (reference.isOther(partnerId)) {
            return lookOnce(posting.known(reference.any()), now.plus(timing.readLag()));
        }
        return reference.partnerId() == null
                ? new Decision.Changed(posting.known(reference.known(partnerId)), null)
                : new Decision.Ignored("known as that");
    }

    private Decision.Changed confirmed(Posting posting, @Nullable String partnerId, Instant now) {
        var confirmed = posting.to(CONFIRMED, null, posting.tries())
                .known(posting.reference().known(partnerId));
        return Telling.of(checkedNext(confirmed, now), false);
    }

    private Posting checkedNext(Posting confirmed, Instant now) {
        var next = LedgerCheck.possible(confirmed) ? timing.nextCheck(confirmed.key(), now) : null;
        return confirmed.at(confirmed.tries().due(next));
    }

    private static Decision checkNow(Posting posting, Instant now) {
        return LedgerCheck.possible(posting)
                ? lookOnce(posting, now)
                : new Decision.Ignored("nothing of it can be read");
    }

    private static Decision lookOnce(Posting posting, Instant at) {
        return new Decision.Changed(posting.at(posting.tries().due(at)), null);
    }

    /** Once it agrees, that is that; until then it is looked at every night. An operator who asks is answered in any case. */
    private Decision.Changed checked(Posting posting, @Nullable Long shown, Instant now) {
        if (shown == null) {
            return Telling.of(checkedNext(posting, now), false);
        }
        if (shown == posting.amount()) {
            return Telling.of(posting.to(CONFIRMED, null, posting.tries().due(null)), false);
        }
        var differs = checkedNext(posting.to(CONFIRMED, Reason.LEDGER_DIFFERS, posting.tries()), now);
        var outcome = new Outcome(CONFIRMED.name(), Reason.LEDGER_DIFFERS, shown);
        return outcome.equals(posting.reported())
                ? new Decision.Changed(differs, null)
                : new Decision.Changed(differs.told(outcome), outcome);
    }

    /** Where nothing was sent since, that was it. Else it may be there twice, which looking tells. */
    private Decision earlier(Posting posting, Happening.Earlier earlier, Instant now) {
        return switch (posting.state()) {
            case PLANNED, REJECTED, WAITING, NOT_REQUIRED ->
                confirm(posting.known(posting.reference().named(earlier.transactionId())), earlier.partnerId(), now);
            case CONFIRMED -> checkNow(posting, now);
            case ATTEMPTED, UNKNOWN, ACCEPTED -> new Decision.Ignored("looked at once it is confirmed");
        };
    }

    /** What is there already cannot be sent once more under its reference: a person sees to what is missing, or too much. */
    private Decision reckoned(Posting posting, Posting undo, Instant now) {
        if (posting.state() != CONFIRMED) {
            return Undo.reckoned(posting, undo, now);
        }
        if (posting.effect() == Effect.CHARGE || undo.amount() == posting.amount()) {
            return new Decision.Ignored("undoes as much");
        }
        return ByHand.standsOnAWord(posting)
                ? ByHand.reckoned(posting, undo.amount())
                : checked(posting.of(undo.amount()).untold(), posting.shown(), now);
    }

    /** Believed to be there, so never sent again by itself. */
    private static Decision linked(Posting posting, String transactionId, Instant now) {
        var tries = posting.tries();
        var looking = new Tries(tries.attempts(), tries.undelivered(), 0, true, tries.generation(), now, now);
        return when(posting, PLANNED, REJECTED, WAITING, UNKNOWN, ACCEPTED)
                .with(() -> Telling.again(posting.to(UNKNOWN, Reason.LINKED, looking)
                        .known(posting.reference().named(transactionId))));
    }

    /** What failed may be what was sent first, under the same reference, and what was sent then may yet be done. */
    private Decision refuse(Posting posting, Happening.Refused refused, Instant now) {
        var failed = refused.partnerId();
        if (failed != null && posting.sentAgain()) {
            if (posting.reference().isOther(failed)) {
                return new Decision.Ignored("said of an earlier transaction");
            }
            if (posting.reference().partnerId() == null) {
                return when(posting, ATTEMPTED, UNKNOWN, ACCEPTED).with(() -> lookUp(posting, Reason.ANSWER_LOST, now));
            }
        }
        return refused(posting, refused.reason());
    }

    private static Decision refused(Posting posting, @Nullable String reason) {
        if (ByHand.confirmed(posting)) {
            return Telling.of(
                    posting.to(
                            CONFIRMED, Reason.PARTNER_DISAGREES, posting.tries().due(null)),
                    false);
        }
        var why = reason == null ? posting.key().purpose().rejected() : reason;
        return when(posting, ATTEMPTED, UNKNOWN, ACCEPTED)
                .with(() -> Telling.of(posting.to(REJECTED, why, posting.tries().due(null)), false));
    }

    /** Nothing was done yet: later, or when the partner asks for it; people are told in time. */
    private Decision.Changed sendAgain(Posting posting, Happening.NotDelivered because, Instant now) {
        var tries = posting.state() == ATTEMPTED ? posting.tries().notDelivered() : posting.tries();
        var made = Math.max(tries.attempts(), tries.lookups() + 1);
        var then = tries.again(now.plus(timing.pause(made, because.retryAfter())));
        var reason = Objects.requireNonNullElse(because.reason(), Reason.NOT_DELIVERED);
        return Telling.of(posting.to(PLANNED, reason, then), timing.tooMany(made));
    }

    private Decision.Changed lookUp(Posting posting, String reason, Instant due) {
        return Telling.of(posting.to(UNKNOWN, reason, posting.tries().due(due)), false);
    }

    private Decision found(Posting posting, Happening.Found found, Instant now) {
        // Of what was sent twice, the ledger does not show which it is.
        var there = posting.sentAgain() && found.partnerId() == null
                ? posting.known(posting.reference().any())
                : posting;
        return found.total() == posting.amount()
                ? confirm(there, found.partnerId(), now)
                : when(posting, UNKNOWN, ACCEPTED).with(() -> waitOn(posting, Reason.AMOUNT_DIFFERS, now, false));
    }

    private Decision.Changed absent(Posting posting, @Nullable Instant readUpTo, Instant now) {
        if (posting.state() == ACCEPTED || !LedgerCheck.proves(posting, readUpTo, timing.readLag())) {
            return waitOn(posting, posting.reason(), now, false);
        }
        if (posting.tries().retried()) {
            return waitOn(posting, Reason.PROVEN_ABSENT, now, true);
        }
        return Telling.of(
                posting.to(PLANNED, Reason.PROVEN_ABSENT, posting.tries().once(now)), false);
    }

    /** Nothing is known yet: ask again later, for ever, and call people when it takes too long. */
    private Decision.Changed waitOn(Posting posting, @Nullable String reason, Instant now, boolean hopeless) {
        var tries = posting.tries();
        var then = tries.again(now.plus(timing.pause(tries.lookups() + 1)));
        var overdue = hopeless || posting.attemptedBefore(now, timing.unconfirmedAfter());
        return Telling.of(posting.to(posting.state(), reason, then), overdue);
    }

    /** What was never sent can be left; what may be on its way is resolved first. */
    private static Decision dropped(Posting posting, String reason) {
        return when(posting, PLANNED, WAITING, REJECTED)
                .with(() -> Telling.of(
                        posting.to(NOT_REQUIRED, reason, posting.tries().due(null)), false));
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
