package io.remithub.posting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks once more at what is confirmed: the ledger may have been changed by hand, or hold it twice. */
public final class LedgerCheck {

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

    /** An adjustment's own amount cannot be read, and what people entered by hand has no reference of ours. */
    static boolean possible(Posting posting) {
        return posting.effect() != Effect.ADJUSTMENT
                && posting.reference().transactionId() != null
                && !ByHand.confirmed(posting);
    }

    /** Absence, of what was sent last. */
    static boolean proves(Posting posting, @Nullable Instant readUpTo, Duration readLag) {
        var attemptedAt = posting.tries().attemptedAt();
        return readUpTo != null && attemptedAt != null && readUpTo.isAfter(attemptedAt.plus(readLag));
    }
}
