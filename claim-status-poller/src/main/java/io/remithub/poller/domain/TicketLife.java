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
                        ticket.submitted(accepted.integrexId(), at.now().plus(schedule.ttl())),
                        answer,
                        schedule.backOff(0, at.random(), null),
                        null);
            case Answer.Processing processing -> later(ticket, answer, Reason.PROCESSING, processing.retryAfter(), at);
            case Answer.Result result -> answered(ticket, result, at);
            case Answer.Refused _ ->
                decided(
                        ticket,
                        ticket.ended(TicketState.REJECTED, Reason.REFUSED, ticket.category()),
                        answer,
                        null,
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
        boolean settled = status.isSettledFor(at.issuerPaymentIds());
        return switch (status.meaning()) {
            case FINAL ->
                settled || ticket.rechecks() >= schedule.rechecks()
                        ? completed(ticket, settled ? Reason.ANSWERED : Reason.RECHECKS_EXHAUSTED, answer)
                        : again(ticket, Reason.CHECK_UNCASHED, answer);
            case REJECTED -> completed(ticket, Reason.ANSWERED, answer);
            case PENDING ->
                ticket.rechecks() >= schedule.rechecks()
                        ? failed(ticket, Reason.RECHECKS_EXHAUSTED, answer, List.of())
                        : again(ticket, Reason.RECHECK, answer);
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

    private static Decision completed(Ticket ticket, Reason why, Answer.Result answer) {
        var status = answer.status();
        return decided(
                ticket,
                ticket.ended(TicketState.COMPLETED, why, status.category()),
                answer,
                null,
                new Report.Received(status));
    }

    /** By the calendar. Who was told the same before is told again: that moves nothing. */
    private Decision again(Ticket ticket, Reason why, Answer.Result answer) {
        var status = answer.status();
        return decided(
                ticket,
                ticket.recheck(why, status.category()),
                answer,
                schedule.recheckAfter(),
                new Report.Received(status));
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
                    overdue && !ticket.isAboutCheck()
                            ? new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, answer.httpStatus())
                            : null);
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

    /** Where only the check is asked about, one day without an answer does not end the calendar. */
    private Decision failed(Ticket ticket, Reason why, Answer answer, List<Change> before) {
        boolean goesOn = ticket.isAboutCheck() && ticket.rechecks() < schedule.rechecks();
        var after = goesOn
                ? ticket.recheck(Reason.CHECK_UNCASHED, ticket.category())
                : ticket.ended(TicketState.FAILED, why, ticket.category());
        // What led to the first change is not what led to the second.
        var httpStatus = before.isEmpty() ? answer.httpStatus() : null;
        var changes = new ArrayList<>(before);
        changes.add(new Change(ticket.state(), after.state(), after.reason(), httpStatus));
        return new Decision(
                after,
                List.copyOf(changes),
                goesOn ? schedule.recheckAfter() : null,
                new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, answer.httpStatus()));
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
