package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import org.jspecify.annotations.Nullable;

/**
 * What a partner says by webhook of a transaction, as far as it is kept.
 *
 * @param id what repeats of the same notice share
 * @param transactionId ours; null when it names none
 */
public record Notice(
        String partner,
        String id,
        @Nullable String transactionId,
        @Nullable String partnerId,
        Verdict verdict) {

    public enum Verdict {
        COMPLETE,
        FAILED,
        /** Neither: it is kept and changes nothing. */
        OTHER
    }

    @Nullable
    Happening happening() {
        return switch (verdict) {
            case COMPLETE -> new Happening.Confirmed(partnerId);
            case FAILED -> new Happening.Refused(null, partnerId);
            case OTHER -> null;
        };
    }
}
