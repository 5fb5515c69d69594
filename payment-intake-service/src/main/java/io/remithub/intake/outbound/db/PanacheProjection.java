package io.remithub.intake.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.remithub.database.AnyOf;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.application.Projection;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheProjection implements Projection {

    private final CommandAnswers answers;
    private final Steps steps;

    PanacheProjection(CommandAnswers answers, Steps steps) {
        this.answers = answers;
        this.steps = steps;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(List<LifecycleFact> facts) {
        Map<String, Instant> answered = answeredIn(facts);
        // Batches before payments, like the commands; and all payments in order, lest two channels wait for each other.
        Map<String, BatchRow> batches = lockBatches(facts);
        Map<String, PaymentRow> payments = lockPayments(facts, answers.showing(answered.keySet()));
        Map<String, List<ClaimRow>> claims = claimsOf(facts);
        for (LifecycleFact fact : facts) {
            switch (fact) {
                case LifecycleFact.PaymentMoved moved -> move(moved, of(payments, moved.payment()), claims);
                case LifecycleFact.ExceptionOpened opened -> open(of(payments, opened.payment()), opened);
                case LifecycleFact.ExceptionResolved resolved -> resolve(of(payments, resolved.payment()), resolved);
                case LifecycleFact.CommandLost lost -> lose(lost, of(batches, lost.batch()), payments);
                case LifecycleFact.BatchMoved moved ->
                    of(batches, moved.batch()).apply(moved);
            }
        }
        answers.taken(answered);
        steps.append(stepsOf(facts));
    }

    /** By command, when it was answered first. */
    private static Map<String, Instant> answeredIn(List<LifecycleFact> facts) {
        var answered = new LinkedHashMap<String, Instant>();
        for (LifecycleFact fact : facts) {
            switch (fact) {
                case LifecycleFact.PaymentMoved moved ->
                    moved.answered().forEach(command -> answered.putIfAbsent(command, moved.at()));
                case LifecycleFact.BatchMoved moved ->
                    moved.answered().forEach(command -> answered.putIfAbsent(command, moved.at()));
                case LifecycleFact.ExceptionOpened _,
                        LifecycleFact.ExceptionResolved _,
                        LifecycleFact.CommandLost _ -> {
                    // takes none in
                }
            }
        }
        return answered;
    }

    private static List<Steps.Taken> stepsOf(List<LifecycleFact> facts) {
        return facts.stream()
                .mapMulti((LifecycleFact fact, Consumer<Steps.Taken> taken) -> {
                    if (fact instanceof LifecycleFact.PaymentMoved moved) {
                        moved.steps().stream()
                                .filter(step ->
                                        !step.status().equals(Payment.FIRST_STATUS)) // the payment's own row says so
                                .forEach(step -> taken.accept(
                                        new Steps.Taken(moved.payment().value(), step)));
                    }
                })
                .toList();
    }

    private static void move(LifecycleFact.PaymentMoved moved, PaymentRow payment, Map<String, List<ClaimRow>> claims) {
        payment.apply(moved);
        payment.revision++;
        claims.getOrDefault(payment.paymentId, List.of())
                .forEach(claim -> Optional.ofNullable(moved.claims().get(claim.claimIndex))
                        .ifPresent(claim::apply));
    }

    private static void open(PaymentRow payment, LifecycleFact.ExceptionOpened opened) {
        @Nullable ExceptionRow known = ExceptionRow.findById(opened.exceptionId());
        var exception = known == null ? new ExceptionRow() : known;
        exception.exceptionId = opened.exceptionId();
        exception.paymentId = payment.paymentId;
        exception.openedAt = opened.openedAt();
        exception.causes = List.copyOf(opened.causes());
        exception.persist();
        payment.revision++;
    }

    private static void resolve(PaymentRow payment, LifecycleFact.ExceptionResolved resolved) {
        @Nullable ExceptionRow exception = ExceptionRow.findById(resolved.exceptionId());
        if (exception != null) {
            exception.resolvedAt = resolved.resolvedAt();
            exception.resolution = resolved.resolution();
            payment.revision++;
        }
    }

    private void lose(LifecycleFact.CommandLost lost, BatchRow batch, Map<String, PaymentRow> payments) {
        RejectedCommandRow.of(lost).persist();
        if (lost.payment() == null) {
            batch.revision++;
            answers.lost(lost, batch);
        } else {
            PaymentRow payment = of(payments, lost.payment());
            payment.revision++;
            answers.lost(lost, batch, payment);
        }
    }

    private static BatchRow of(Map<String, BatchRow> batches, BatchId id) {
        @Nullable BatchRow row = batches.get(id.value());
        if (row == null) {
            throw new IllegalStateException("no batch " + id);
        }
        return row;
    }

    private static PaymentRow of(Map<String, PaymentRow> payments, PaymentId id) {
        @Nullable PaymentRow row = payments.get(id.value());
        if (row == null) {
            throw new IllegalStateException("no payment " + id);
        }
        return row;
    }

    private static Map<String, BatchRow> lockBatches(List<LifecycleFact> facts) {
        var ids = new TreeSet<String>();
        for (LifecycleFact fact : facts) {
            switch (fact) {
                case LifecycleFact.BatchMoved moved -> ids.add(moved.batch().value());
                case LifecycleFact.CommandLost lost -> ids.add(lost.batch().value());
                default -> {
                    // of one payment alone
                }
            }
        }
        return ids.isEmpty()
                ? Map.of()
                : BatchRow.<BatchRow>find("any_of(batchId, ?1) order by batchId", AnyOf.these(ids))
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .stream()
                        .collect(toMap(row -> row.batchId, Function.identity()));
    }

    private static Map<String, PaymentRow> lockPayments(List<LifecycleFact> facts, List<String> others) {
        var ids = new TreeSet<>(others);
        facts.stream()
                .map(PanacheProjection::paymentOf)
                .filter(Objects::nonNull)
                .forEach(id -> ids.add(id.value()));
        return PaymentRow.<PaymentRow>find("any_of(paymentId, ?1) order by paymentId", AnyOf.these(ids))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .collect(toMap(row -> row.paymentId, Function.identity()));
    }

    private static Map<String, List<ClaimRow>> claimsOf(List<LifecycleFact> facts) {
        List<String> ids = facts.stream()
                .filter(fact -> fact instanceof LifecycleFact.PaymentMoved moved
                        && !moved.claims().isEmpty())
                .map(fact -> ((LifecycleFact.PaymentMoved) fact).payment().value())
                .toList();
        return ClaimRow.<ClaimRow>stream("any_of(paymentId, ?1)", AnyOf.these(ids))
                .collect(groupingBy(row -> row.paymentId));
    }

    private static @Nullable PaymentId paymentOf(LifecycleFact fact) {
        return switch (fact) {
            case LifecycleFact.PaymentMoved moved -> moved.payment();
            case LifecycleFact.ExceptionOpened opened -> opened.payment();
            case LifecycleFact.ExceptionResolved resolved -> resolved.payment();
            case LifecycleFact.CommandLost lost -> lost.payment();
            case LifecycleFact.BatchMoved _ -> null;
        };
    }
}
