package io.remithub.poller.domain;

import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each answer leads to (contracts/source-apis.md §3, C1–C11). */
public final class TicketLife {

    private final Schedule schedule;

    public TicketLife(Schedule schedule) {
        this.schedule = schedule;
    }

    /** @param ticket being submitted, or polled */
    public Decision after(Ticket ticket, Answer answer, Circumstances at) {
        return switch (answer) {
            case Answer.Accepted accepted ->
                decided(
                        ticket,
                        ticket.submitted(accepted.integrexId(), at.asked().plus(schedule.ttl())),
                        answer,
                        schedule.backOff(0, at.random(), null),
                        null);
            case Answer.Processing processing -> later(ticket, answer, Reason.PROCESSING, processing.retryAfter(), at);
            case Answer.Result result -> answered(ticket, result, at);
            case Answer.Refused _ ->
                told(
                        ticket,
                        closed(ticket, TicketState.REJECTED, Reason.REFUSED, ticket.category()),
                        answer,
                        new Report.Failed(Failure.CLAIM_REJECTED, answer.httpStatus()));
            case Answer.UnknownTicket _ ->
                ticket.isOverdue(at.now())
                        ? expired(ticket, answer)
                        : failed(ticket, Reason.UNKNOWN_TICKET, answer, List.of());
            case Answer.CredentialRefused _ ->
                decided(ticket, ticket.waiting(Reason.CREDENTIAL_REFUSED), answer, schedule.credentialWait(), null);
            case Answer.Unwell unwell -> later(ticket, answer, unwell.reason(), unwell.retryAfter(), at);
        };
    }

    private Decision answered(Ticket ticket, Answer.Result answer, Circumstances at) {
        var status = answer.status();
        String category = status.category();
        var received = new Report.Received(status);
        return switch (status.meaning()) {
            case FINAL -> told(ticket, finalized(ticket, status, at), answer, received);
            case REJECTED ->
                told(ticket, closed(ticket, TicketState.COMPLETED, Reason.ANSWERED, category), answer, received);
            case PENDING ->
                isOnCalendar(ticket)
                        ? told(ticket, ticket.recheck(waitsFor(ticket), category), answer, received)
                        : failed(ticket, Reason.RECHECKS_EXHAUSTED, answer, List.of());
            case RETRIED ->
                ticket.isOverdue(at.now())
                        ? expired(ticket, answer)
                        : decided(
                                ticket,
                                ticket.retry(category),
                                answer,
                                schedule.backOff(ticket.attempt(), at.random(), null),
                                category.equals(ticket.category()) ? null : received);
        };
    }

    private Ticket finalized(Ticket ticket, ClaimStatus status, Circumstances at) {
        if (status.isSettledFor(at.issuerPaymentIds())) {
            return ticket.ended(TicketState.COMPLETED, Reason.ANSWERED, status.category());
        }
        return isOnCalendar(ticket)
                ? ticket.recheck(Reason.CHECK_UNCASHED, status.category())
                : ticket.ended(TicketState.COMPLETED, Reason.RECHECKS_EXHAUSTED, status.category());
    }

    /** Where only the check is asked about, nothing that is said one day ends the calendar. */
    private Ticket closed(Ticket ticket, TicketState end, Reason why, @Nullable String category) {
        return ticket.decided() && isOnCalendar(ticket)
                ? ticket.recheck(Reason.CHECK_UNCASHED, category)
                : ticket.ended(end, why, category);
    }

    private boolean isOnCalendar(Ticket ticket) {
        return ticket.rechecks() < schedule.rechecks();
    }

    private static Reason waitsFor(Ticket ticket) {
        return ticket.decided() ? Reason.CHECK_UNCASHED : Reason.RECHECK;
    }

    /**
     * While it is submitted, a ticket has all the time it needs: an outage of the partner is no verdict on a claim. But
     * those who wait are told that it takes too long.
     */
    private Decision later(Ticket ticket, Answer answer, Reason why, @Nullable Duration wish, Circumstances at) {
        if (ticket.state() == TicketState.SUBMITTING) {
            boolean overdue = (ticket.attempt() + 1) % schedule.patience() == 0;
            return decided(
                    ticket,
                    ticket.waiting(overdue ? Reason.OVERDUE : why),
                    answer,
                    schedule.backOff(ticket.attempt(), at.random(), wish),
                    overdue ? new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, answer.httpStatus()) : null);
        }
        return ticket.isOverdue(at.now())
                ? expired(ticket, answer)
                : decided(
                        ticket,
                        ticket.waiting(why),
                        answer,
                        schedule.backOff(ticket.attempt() + 1, at.random(), wish),
                        null);
    }

    private Decision expired(Ticket ticket, Answer answer) {
        var expired = ticket.expired();
        var first = new Change(ticket.state(), expired.state(), expired.reason(), answer.httpStatus());
        if (ticket.generation() >= schedule.generations()) {
            return failed(expired, Reason.OVERDUE, answer, List.of(first));
        }
        var again = expired.nextGeneration();
        return new Decision(
                again,
                List.of(first, new Change(expired.state(), again.state(), again.reason(), null)),
                Duration.ZERO,
                null);
    }

    private Decision failed(Ticket ticket, Reason why, Answer answer, List<Change> before) {
        var after = closed(ticket, TicketState.FAILED, why, ticket.category());
        // What led to the first change is not what led to the second.
        var httpStatus = before.isEmpty() ? answer.httpStatus() : null;
        var changes = new ArrayList<>(before);
        changes.add(new Change(ticket.state(), after.state(), after.reason(), httpStatus));
        return new Decision(
                after,
                List.copyOf(changes),
                untilRecheck(after),
                new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, answer.httpStatus()));
    }

    /** Ended, or by the calendar. Who was told the same before is told again: that moves nothing. */
    private Decision told(Ticket before, Ticket after, Answer answer, Report report) {
        return decided(before, after, answer, untilRecheck(after), report);
    }

    private @Nullable Duration untilRecheck(Ticket after) {
        return after.state().isOpen() ? schedule.recheckAfter() : null;
    }

    private static Decision decided(
            Ticket before, Ticket after, Answer answer, @Nullable Duration wait, @Nullable Report report) {
        boolean news = before.state() != after.state() || before.reason() != after.reason();
        var changes = news
                ? List.of(new Change(before.state(), after.state(), after.reason(), answer.httpStatus()))
                : List.<Change>of();
        return new Decision(after, changes, wait, report);
    }
}
