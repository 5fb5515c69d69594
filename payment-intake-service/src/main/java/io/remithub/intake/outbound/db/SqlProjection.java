package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.application.LifecycleFact.BatchMoved;
import io.remithub.intake.application.LifecycleFact.CommandLost;
import io.remithub.intake.application.LifecycleFact.ExceptionOpened;
import io.remithub.intake.application.LifecycleFact.ExceptionResolved;
import io.remithub.intake.application.LifecycleFact.PaymentMoved;
import io.remithub.intake.application.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** However many facts come together, a statement a table; only commands that lost, which are few, go back one by one. */
@ApplicationScoped
class SqlProjection implements Projection {

    private static final String LOCK_BATCHES =
            "select batch_id from payment_batch where batch_id = any (?) order by batch_id for no key update";

    private static final String LOCK_PAYMENTS =
            "select payment_id from payment where payment_id = any (?) order by payment_id for no key update";

    private final Sql sql;
    private final MovedPayments movedPayments;
    private final MovedBatches movedBatches;
    private final ToldExceptions exceptions;
    private final LostCommands lostCommands;
    private final CommandAnswers answers;

    SqlProjection(
            Sql sql,
            MovedPayments movedPayments,
            MovedBatches movedBatches,
            ToldExceptions exceptions,
            LostCommands lostCommands,
            CommandAnswers answers) {
        this.sql = sql;
        this.movedPayments = movedPayments;
        this.movedBatches = movedBatches;
        this.exceptions = exceptions;
        this.lostCommands = lostCommands;
        this.answers = answers;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(List<LifecycleFact> facts) {
        var answered = answeredIn(facts);
        lock(facts, answered.keySet());
        var together = new ArrayList<LifecycleFact>();
        for (var fact : facts) {
            if (fact instanceof CommandLost lost) {
                applyTogether(together);
                together.clear();
                lostCommands.apply(lost);
            } else {
                together.add(fact);
            }
        }
        applyTogether(together);
        answers.taken(answered);
    }

    private void applyTogether(List<LifecycleFact> facts) {
        movedPayments.apply(only(PaymentMoved.class, facts));
        movedBatches.apply(only(BatchMoved.class, facts));
        exceptions.opened(only(ExceptionOpened.class, facts));
        exceptions.resolved(only(ExceptionResolved.class, facts));
    }

    private static <T> List<T> only(Class<T> type, List<LifecycleFact> facts) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Batches before payments, like the commands; and all payments in order, lest two channels wait for each other. */
    private void lock(List<LifecycleFact> facts, Set<String> answered) {
        var batches = new TreeSet<String>();
        var payments = new TreeSet<String>();
        for (var fact : facts) {
            switch (fact) {
                case PaymentMoved moved -> payments.add(moved.payment().value());
                case ExceptionOpened opened -> payments.add(opened.payment().value());
                case ExceptionResolved resolved ->
                    payments.add(resolved.payment().value());
                case BatchMoved moved -> batches.add(moved.batch().value());
                case CommandLost lost -> {
                    batches.add(lost.batch().value());
                    if (lost.payment() != null) {
                        payments.add(lost.payment().value());
                    }
                }
            }
        }
        lock(LOCK_BATCHES, batches);
        payments.addAll(answers.showing(answered));
        lock(LOCK_PAYMENTS, payments);
    }

    private void lock(String statement, TreeSet<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var unknown = new TreeSet<>(ids);
        sql.query(statement, row -> row.getString(1), Column.text(ids, id -> id))
                .forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown: " + unknown);
        }
    }

    /** By command, when it was answered first. */
    private static Map<String, Instant> answeredIn(List<LifecycleFact> facts) {
        var answered = new LinkedHashMap<String, Instant>();
        for (var fact : facts) {
            switch (fact) {
                case PaymentMoved moved ->
                    moved.answered().forEach(command -> answered.putIfAbsent(command, moved.at()));
                case BatchMoved moved -> moved.answered().forEach(command -> answered.putIfAbsent(command, moved.at()));
                case ExceptionOpened _, ExceptionResolved _, CommandLost _ -> {
                    // takes none in
                }
            }
        }
        return answered;
    }
}
