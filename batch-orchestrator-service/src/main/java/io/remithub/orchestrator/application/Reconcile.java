package io.remithub.orchestrator.application;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.messaging.Ids;
import io.remithub.operators.Audit;
import io.remithub.orchestrator.application.Reconciliations.Run;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Reconciliation;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a day's money from payer to ledger. It lives here, where issued and remitted amounts, accounts, outcomes and
 * exceptions already are; posting tells with each outcome where it was posted and what the ledger showed.
 */
@ApplicationScoped
public class Reconcile {

    /** Who reconciles when nobody asks. */
    public static final String NIGHT = "night";

    private static final int CHUNK = 200;

    /** A day as it stands now. */
    public record Report(
            LocalDate day,
            Reconciliation reconciliation,
            @Nullable Run lastRun) {}

    private final Reconciliations reconciliations;
    private final Payments payments;
    private final FinishMoves finish;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    Reconcile(
            Reconciliations reconciliations,
            Payments payments,
            FinishMoves finish,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.reconciliations = reconciliations;
        this.payments = payments;
        this.finish = finish;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Report report(LocalDate day) {
        return new Report(day, reconciliations.follow(day), reconciliations.last(day));
    }

    /** What differs and is not known as an exception becomes one. */
    public void run(LocalDate day, String by) {
        QuarkusTransaction.requiringNew()
                .run(() -> audit.record(new Audit.Entry(by, "reconciliation.run", null, day.toString(), null, null)));
        reconcile(day, by, null);
    }

    /** The days that a night looks at, oldest first: for a month, each until it is settled, and again when it has moved. */
    @Transactional
    public List<LocalDate> due(LocalDate night) {
        return reconciliations.due(night);
    }

    /** Likewise, by each replica that finds it due: of a night, one run is kept. */
    public void atNight(LocalDate day, LocalDate night) {
        reconcile(day, NIGHT, night);
    }

    /** On record when all of it is done: a run that broke off is made again, and opens no exception twice. */
    private void reconcile(LocalDate day, String by, @Nullable LocalDate night) {
        var at = clock.instant();
        var found = QuarkusTransaction.requiringNew().call(() -> reconciliations.follow(day));
        openExceptions(found.unseen());
        var run = new Run(at, by, night, found.breaks(), found.unsettled());
        QuarkusTransaction.requiringNew().run(() -> reconciliations.record(day, run));
    }

    /**
     * Asks posting to compare what is confirmed with the ledger again; what differs comes back as an outcome.
     *
     * @return the last payment of the chunk; null: there is none left
     */
    @Transactional
    public @Nullable String check(LocalDate day, String afterPayment) {
        var chunk = reconciliations.confirmed(day, afterPayment, CHUNK);
        if (chunk.isEmpty()) {
            return null;
        }
        announcements.check(chunk, new Trigger(Actor.OPERATOR, Ids.next(), null, clock.instant()));
        return chunk.getLast().paymentId();
    }

    private void openExceptions(List<String> broken) {
        for (int from = 0; from < broken.size(); from += CHUNK) {
            open(broken.subList(from, Math.min(broken.size(), from + CHUNK)));
        }
    }

    /**
     * One by one where that fails for good: what stops one stops no other, nor the record of the run, and the next run finds
     * it again. What may heal stops both, so that the run is made again.
     */
    private void open(List<String> broken) {
        Attempt.succeeds(() -> QuarkusTransaction.requiringNew().run(() -> look(broken)), failed -> {
            if (broken.size() > 1) {
                broken.forEach(paymentId -> open(List.of(paymentId)));
            } else {
                Log.errorf(
                        "payment %s has a break, and no exception is opened: %s",
                        broken.getFirst(), failed.getClass().getName());
            }
        });
    }

    private void look(List<String> broken) {
        var moves = new Moves().over(payments.lock(broken));
        moves.payments()
                .forEach(moving -> moving.look(trigger(moving.now().terms().traceparent())));
        finish.finish(moves);
    }

    private Trigger trigger(@Nullable String traceparent) {
        return new Trigger(Actor.HUB, null, traceparent, clock.instant());
    }
}
