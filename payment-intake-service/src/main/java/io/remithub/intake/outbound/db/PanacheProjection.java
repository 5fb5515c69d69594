package io.remithub.intake.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.application.Projection;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheProjection implements Projection {

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(List<LifecycleFact> facts) {
        Map<String, PaymentRow> payments = lockPayments(facts);
        Map<String, List<ClaimRow>> claims = claimsOf(facts);
        for (LifecycleFact fact : facts) {
            switch (fact) {
                case LifecycleFact.PaymentMoved moved ->
                    move(
                            of(payments, moved.payment()),
                            moved,
                            claims.getOrDefault(moved.payment().value(), List.of()));
                case LifecycleFact.ExceptionOpened opened -> open(of(payments, opened.payment()), opened);
                case LifecycleFact.ExceptionResolved resolved -> resolve(of(payments, resolved.payment()), resolved);
                case LifecycleFact.CommandLost lost -> remember(lost, payments);
                case LifecycleFact.BatchMoved moved -> batch(moved).apply(moved);
            }
        }
    }

    private static void move(PaymentRow payment, LifecycleFact.PaymentMoved moved, List<ClaimRow> claims) {
        payment.apply(moved);
        payment.revision++;
        moved.steps().stream()
                .filter(step -> !step.status().equals(Payment.FIRST_STATUS)) // the payment's own row says so
                .forEach(step -> StepRow.of(payment.paymentId, step).persist());
        claims.forEach(claim ->
                Optional.ofNullable(moved.claims().get(claim.claimIndex)).ifPresent(claim::apply));
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

    private static void remember(LifecycleFact.CommandLost lost, Map<String, PaymentRow> payments) {
        RejectedCommandRow.of(lost).persist();
        if (lost.payment() != null) {
            of(payments, lost.payment()).revision++;
        }
    }

    private static PaymentRow of(Map<String, PaymentRow> payments, PaymentId id) {
        @Nullable PaymentRow row = payments.get(id.value());
        if (row == null) {
            throw new IllegalStateException("no payment " + id);
        }
        return row;
    }

    private static BatchRow batch(LifecycleFact.BatchMoved moved) {
        return BatchRow.<BatchRow>findByIdOptional(moved.batch().value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalStateException("no batch " + moved.batch()));
    }

    private static Map<String, PaymentRow> lockPayments(List<LifecycleFact> facts) {
        var ids = new TreeSet<String>();
        facts.stream()
                .map(PanacheProjection::paymentOf)
                .filter(Objects::nonNull)
                .forEach(id -> ids.add(id.value()));
        return PaymentRow.<PaymentRow>find("paymentId in ?1 order by paymentId", ids)
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
        return ClaimRow.<ClaimRow>stream("paymentId in ?1", ids).collect(groupingBy(row -> row.paymentId));
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
