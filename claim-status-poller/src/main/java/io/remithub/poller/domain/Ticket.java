package io.remithub.poller.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question to the clearinghouse about one claim.
 *
 * @param generation how often it was begun anew, from 1
 * @param attempt answers in a row that told nothing new: what the back-off grows by
 * @param rechecks how often it was asked again by the calendar
 * @param integrexId the clearinghouse's id while it works on the ticket
 * @param expiresAt when the clearinghouse is expected to have dropped it
 * @param reason why it stands where it stands
 * @param category 277 category of the last answer; UNKNOWN where that had none
 * @param decided whether the payer had made up its mind once: what is asked since then is about the check alone
 */
public record Ticket(
        String id,
        TicketState state,
        int generation,
        int attempt,
        int rechecks,
        @Nullable String integrexId,
        @Nullable Instant expiresAt,
        Reason reason,
        @Nullable String category,
        boolean decided) {

    /** A final answer is a decision, though a process of the release before stored the answer alone. */
    public Ticket {
        decided = decided || (category != null && Meaning.of(category) == Meaning.FINAL);
    }

    public boolean isOverdue(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    Ticket submitted(String newIntegrexId, Instant expires) {
        return new Ticket(
                id,
                become(TicketState.POLLING),
                generation,
                isRetryOfPayer() ? attempt : 0,
                rechecks,
                newIntegrexId,
                expiresAt == null ? expires : expiresAt,
                Reason.ACCEPTED,
                category,
                decided);
    }

    /** While the payer's system keeps failing, the back-off goes on growing over its submissions. */
    private boolean isRetryOfPayer() {
        return category != null && Meaning.of(category) == Meaning.RETRIED;
    }

    /** Nothing new: the same state, tried again later. */
    Ticket waiting(Reason why) {
        return new Ticket(id, state, generation, attempt + 1, rechecks, integrexId, expiresAt, why, category, decided);
    }

    /** Asked again by the calendar, as if for the first time. */
    Ticket recheck(Reason why, @Nullable String answered) {
        return new Ticket(id, become(TicketState.QUEUED), 1, 0, rechecks + 1, null, null, why, answered, decided);
    }

    /** Asked again soon, within the time that this generation has. */
    Ticket retry(String answered) {
        return new Ticket(
                id,
                become(TicketState.QUEUED),
                generation,
                attempt + 1,
                rechecks,
                null,
                expiresAt,
                Reason.PAYER_UNWELL,
                answered,
                decided);
    }

    Ticket nextGeneration() {
        return new Ticket(
                id,
                become(TicketState.QUEUED),
                generation + 1,
                0,
                rechecks,
                null,
                null,
                Reason.NEXT_GENERATION,
                category,
                decided);
    }

    Ticket expired() {
        return ended(TicketState.EXPIRED, Reason.TTL_PASSED, category);
    }

    Ticket ended(TicketState end, Reason why, @Nullable String answered) {
        return new Ticket(
                id, become(end), generation, attempt, rechecks, integrexId, expiresAt, why, answered, decided);
    }

    private TicketState become(TicketState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("ticket %s: %s cannot become %s".formatted(id, state, next));
        }
        return next;
    }
}
