package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Category.Meaning;
import io.remithub.schemas.ExceptionCode;
import org.jspecify.annotations.Nullable;

/** How a claim-status ticket was last answered. */
public sealed interface ClaimAnswer {

    String ticketId();

    /**
     * @param paidAmount cents, where the answer names an amount
     * @param checkNumber of the check or transfer, where it names one
     */
    record Received(
            String ticketId,
            Category category,
            @Nullable Long paidAmount,
            @Nullable String checkNumber) implements ClaimAnswer {}

    /** The ticket ended without an answer. */
    record Failed(String ticketId, ExceptionCode code) implements ClaimAnswer {}

    /** An operator has the payer's last word from somewhere else. */
    record ByHand(String ticketId) implements ClaimAnswer {}

    default boolean isFinal() {
        return switch (this) {
            case Received received -> received.category().meaning() == Meaning.FINAL;
            case Failed _ -> false;
            case ByHand _ -> true;
        };
    }
}
