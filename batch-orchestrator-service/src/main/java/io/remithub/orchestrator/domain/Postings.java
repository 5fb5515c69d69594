package io.remithub.orchestrator.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one claim's postings in one issuance.
 *
 * @param outcomes as last told
 * @param resolved what an operator decided of those that could not go on: about to be passed on
 */
public record Postings(Map<Purpose, Posting> outcomes, Map<Purpose, Decided> resolved) {

    /** @param amount cents, as told by then: it is that which was decided about */
    public record Decided(Action action, long amount) {}

    public static final Postings NONE = new Postings(Map.of(), Map.of());

    public Postings {
        outcomes = Map.copyOf(outcomes);
        resolved = Map.copyOf(resolved);
    }

    public static Postings of(Map<Purpose, Posting> outcomes) {
        return new Postings(outcomes, Map.of());
    }

    public @Nullable Posting of(Purpose purpose) {
        return outcomes.get(purpose);
    }

    /** What the ledger shows of one of them, with the sign that it is counted with. */
    long shown(Purpose purpose, Posting posting) {
        var undone = purpose.undone();
        return posting.shown(undone == null ? null : of(undone));
    }

    boolean isTaken(Purpose purpose) {
        return of(purpose) instanceof Posting posting && posting.outcome().isTaken();
    }

    boolean isSettled(Purpose purpose) {
        return of(purpose) instanceof Posting posting && posting.outcome().isSettled();
    }

    /** Settled, and the partner shows it so. */
    boolean isUndisputed(Purpose purpose) {
        return of(purpose) instanceof Posting posting && posting.outcome().isSettled() && !posting.isDisputed();
    }

    /** Empty when it is known. What is confirmed stays so, and more may be said of it; what was dropped may be there after all. */
    Optional<Postings> fold(Purpose purpose, Posting posting) {
        var known = of(purpose);
        var confirmed = known != null && known.outcome() == Posting.Outcome.CONFIRMED;
        if (confirmed && posting.outcome() != Posting.Outcome.CONFIRMED || posting.equals(known)) {
            return Optional.empty();
        }
        var all = new EnumMap<Purpose, Posting>(Purpose.class);
        all.putAll(outcomes);
        all.put(purpose, posting);
        return Optional.of(new Postings(all, resolved));
    }

    /** What is known of it stood in the way, and counts no more: what follows from the decision is told anew. */
    Postings resolve(Purpose purpose, Action action) {
        var left = new EnumMap<Purpose, Posting>(Purpose.class);
        left.putAll(outcomes);
        var all = new EnumMap<Purpose, Decided>(Purpose.class);
        all.putAll(resolved);
        if (left.remove(purpose) instanceof Posting posting) {
            all.put(purpose, new Decided(action, posting.amount()));
        }
        return new Postings(left, all);
    }

    Postings passedOn() {
        return resolved.isEmpty() ? this : of(outcomes);
    }
}
