package io.remithub.posting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks once more at what is confirmed: the ledger may have been changed by hand, or hold it twice. */
public final class LedgerCheck {

    private static final BinaryOperator<@Nullable Instant> EARLIER =
            BinaryOperator.minBy(Comparator.nullsFirst(Comparator.naturalOrder()));

    private LedgerCheck() {}

    /**
     * What the looks under all its references come to.
     *
     * @param looks each a {@link Happening.Found}, {@link Happening.Absent} or {@link Happening.LookupFailed}
     */
    public static Happening.Checked together(Posting posting, List<Happening> looks, Duration readLag) {
        var shown = 0L;
        var found = false;
        var proven = !looks.isEmpty();
        for (var look : looks) {
            switch (look) {
                case Happening.Found(var total, var _) -> {
                    shown += total;
                    found = true;
                }
                case Happening.Absent(var readUpTo) -> proven &= proves(posting, readUpTo, readLag);
                default -> {
                    return new Happening.Checked(null);
                }
            }
        }
        return new Happening.Checked(found || proven ? shown : null);
    }

    /**
     * What is not known to be there is looked for under all its references: of what an operator linked, an earlier call
     * may have had its effect all the same.
     *
     * @param looks one at least
     */
    public static Happening anywhere(List<Happening> looks) {
        Happening all = looks.getFirst();
        for (var look : looks.subList(1, looks.size())) {
            all = both(all, look);
        }
        return all;
    }

    private static Happening both(Happening one, Happening other) {
        if (one instanceof Happening.Found(var here, var id)
                && other instanceof Happening.Found(var there, var otherId)) {
            return new Happening.Found(here + there, id == null ? otherId : id);
        }
        if (one instanceof Happening.Absent(var upTo) && other instanceof Happening.Absent(var alsoUpTo)) {
            return new Happening.Absent(EARLIER.apply(upTo, alsoUpTo));
        }
        if (one instanceof Happening.LookupFailed || other instanceof Happening.LookupFailed) {
            return new Happening.LookupFailed();
        }
        return one instanceof Happening.Found ? one : other;
    }

    /** An adjustment was proven by its reason, and what people entered by hand has no reference of ours. */
    static boolean possible(Posting posting) {
        return posting.effect() != Effect.ADJUSTMENT
                && posting.reference().transactionId() != null
                && !ByHand.standsOnAWord(posting);
    }

    /** Absence, of what was sent last. */
    static boolean proves(Posting posting, @Nullable Instant readUpTo, Duration readLag) {
        var attemptedAt = posting.tries().attemptedAt();
        return readUpTo != null && attemptedAt != null && readUpTo.isAfter(attemptedAt.plus(readLag));
    }
}
