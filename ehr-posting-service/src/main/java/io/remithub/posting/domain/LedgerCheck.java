package io.remithub.posting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /**
     * What is not known to be there is looked for under all its references: of what an operator linked, an earlier call
     * may have had its effect all the same.
     *
     * @param looks one at least
     */
    public static Happening anywhere(List<Happening> looks) {
        var all = List.copyOf(looks);
        var found = all.stream()
                .filter(Happening.Found.class::isInstance)
                .map(Happening.Found.class::cast)
                .toList();
        if (all.stream().anyMatch(Happening.LookupFailed.class::isInstance)) {
            return new Happening.LookupFailed();
        }
        if (!found.isEmpty()) {
            return new Happening.Found(
                    found.stream().mapToLong(Happening.Found::total).sum(),
                    found.stream()
                            .map(Happening.Found::partnerId)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null));
        }
        return new Happening.Absent(all.stream()
                .map(look -> ((Happening.Absent) look).readUpTo())
                .min(Comparator.nullsFirst(Comparator.naturalOrder()))
                .orElse(null));
    }

    /** An adjustment was proven by its reason, and what people entered by hand has no reference of ours. */
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
