package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.remithub.database.AnyOf;
import io.remithub.orchestrator.application.Payments;
import io.remithub.orchestrator.application.Wait;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Undoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** Loads what a transaction needs in a few queries, however much that is; what it loaded it also saves. */
@ApplicationScoped
class PanachePayments implements Payments, PanacheRepositoryBase<PaymentRow, String> {

    private final SaveMoves saveMoves;

    PanachePayments(SaveMoves saveMoves) {
        this.saveMoves = saveMoves;
    }

    @Override
    public List<Payment> lock(Collection<String> paymentIds) {
        return paymentIds.isEmpty()
                ? List.of()
                : whole(find("any_of(paymentId, ?1) order by paymentId", AnyOf.these(paymentIds))
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list());
    }

    /** A status at a time, which the index has in order. */
    @Override
    public List<Payment> lockNext(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit) {
        return firstOf(statuses, status -> lockFree(next("p", PaymentRow.class, batchId, status, except), limit));
    }

    @Override
    public List<String> next(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit) {
        return firstOf(statuses, status -> next("p.paymentId", String.class, batchId, status, except)
                .setMaxResults(limit)
                .getResultList());
    }

    private static <T> List<T> firstOf(Set<PaymentStatus> statuses, Function<PaymentStatus, List<T>> found) {
        return statuses.stream()
                .map(found)
                .filter(next -> !next.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private <T> TypedQuery<T> next(
            String what, Class<T> type, String batchId, PaymentStatus status, Set<String> except) {
        return getEntityManager()
                .createQuery(
                        "select " + what + " from PaymentRow p"
                                + " where p.batchId = ?1 and p.status = ?2 and not any_of(p.paymentId, ?3)"
                                + " order by p.paymentId",
                        type)
                .setParameter(1, batchId)
                .setParameter(2, status)
                .setParameter(3, AnyOf.these(except));
    }

    @Override
    public List<Payment> lockOverdue(Wait wait, Set<String> except, int limit) {
        return lockFree(overdue("p", PaymentRow.class, wait, except), limit);
    }

    @Override
    public List<String> overdue(Wait wait, Set<String> except, int limit) {
        return overdue("p.paymentId", String.class, wait, except)
                .setMaxResults(limit)
                .getResultList();
    }

    private <T> TypedQuery<T> overdue(String what, Class<T> type, Wait wait, Set<String> except) {
        var waiting =
                switch (wait) {
                    case RELEASE -> "p.status = HELD and not p.overdue and p.heldDueAt <= instant";
                    case REGISTRATION -> "p.expecting and p.expectedUntil <= instant";
                };
        var longest =
                switch (wait) {
                    case RELEASE -> "p.heldDueAt";
                    case REGISTRATION -> "p.expectedUntil";
                };
        return getEntityManager()
                .createQuery(
                        "select " + what + " from PaymentRow p where " + waiting
                                + " and not any_of(p.paymentId, ?1) order by " + longest,
                        type)
                .setParameter(1, AnyOf.these(except));
    }

    private List<Payment> lockFree(TypedQuery<PaymentRow> query, int limit) {
        return whole(query.setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .getResultList());
    }

    @Override
    public boolean anyIn(String batchId, Set<PaymentStatus> statuses) {
        return !statuses.isEmpty()
                && find("batchId = ?1 and status in ?2", batchId, statuses)
                        .page(0, 1)
                        .firstResultOptional()
                        .isPresent();
    }

    @Override
    public Set<String> awaiting(Collection<ClaimKey> claims) {
        if (claims.isEmpty()) {
            return Set.of();
        }
        var found = new HashSet<String>();
        claims.stream()
                .collect(groupingBy(ClaimKey::tenantId))
                .forEach((tenantId, ofTenant) -> found.addAll(getEntityManager()
                        .createQuery(
                                "select distinct c.id.paymentId from ClaimRow c"
                                        + " where c.tenantId = ?1 and any_of(c.claimKey, ?2) and not c.registered",
                                String.class)
                        .setParameter(1, tenantId)
                        .setParameter(
                                2,
                                AnyOf.these(
                                        ofTenant.stream().map(ClaimKey::value).toList()))
                        .getResultList()));
        return found;
    }

    private List<Payment> whole(List<PaymentRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var ids = rows.stream().map(row -> row.paymentId).toList();
        var postings = postings(ids);
        var undoing = undoing(rows, postings);
        Map<String, Integer> issuances = rows.stream().collect(toMap(row -> row.paymentId, row -> row.issuance));
        Map<String, List<Claim>> claims = new HashMap<>();
        for (var row : of(ClaimRow.class, "any_of(id.paymentId, ?1) order by id.paymentId, id.claimIndex", ids)) {
            var present = new FenceRow.Id(
                    row.id.paymentId(), row.id.claimIndex(), issuances.getOrDefault(row.id.paymentId(), 0));
            claims.computeIfAbsent(row.id.paymentId(), _ -> new ArrayList<>())
                    .add(row.claim(Postings.of(postings.getOrDefault(present, Map.of()))));
        }
        Map<String, ExceptionRow> open =
                of(ExceptionRow.class, "any_of(paymentId, ?1) and resolvedAt is null", ids).stream()
                        .collect(toMap(row -> row.paymentId, row -> row));
        return rows.stream()
                .map(row -> row.payment(
                        claims.getOrDefault(row.paymentId, List.of()),
                        undoing.getOrDefault(row.paymentId, List.of()),
                        open.get(row.paymentId) instanceof ExceptionRow exception ? exception.exception() : null))
                .toList();
    }

    /** Of every issuance. */
    private Map<FenceRow.Id, Map<Purpose, Posting>> postings(List<String> ids) {
        Map<FenceRow.Id, Map<Purpose, Posting>> postings = new HashMap<>();
        for (var row : of(PostingRow.class, "any_of(id.paymentId, ?1)", ids)) {
            postings.computeIfAbsent(
                            new FenceRow.Id(row.id.paymentId(), row.id.claimIndex(), row.id.issuance()),
                            _ -> new EnumMap<>(Purpose.class))
                    .put(row.id.purpose(), row.posting());
        }
        return postings;
    }

    /** Few payments are ever voided. Takes what it needs from the postings: what is undone is no claim's own. */
    private Map<String, List<Undoing>> undoing(
            List<PaymentRow> rows, Map<FenceRow.Id, Map<Purpose, Posting>> postings) {
        var voided = rows.stream()
                .filter(row -> row.issuance > 1 || row.status == PaymentStatus.VOIDED)
                .map(row -> row.paymentId)
                .toList();
        Map<String, List<Undoing>> undoing = new HashMap<>();
        if (!voided.isEmpty()) {
            for (var row : of(FenceRow.class, "any_of(id.paymentId, ?1) order by id.issuance, id.claimIndex", voided)) {
                var its = postings.remove(row.id);
                undoing.computeIfAbsent(row.id.paymentId(), _ -> new ArrayList<>())
                        .add(row.undoing(its == null ? Postings.NONE : Postings.of(its)));
            }
        }
        return undoing;
    }

    private <T> List<T> of(Class<T> type, String where, List<String> paymentIds) {
        return getEntityManager()
                .createQuery("from " + type.getSimpleName() + " where " + where, type)
                .setParameter(1, AnyOf.these(paymentIds))
                .getResultList();
    }

    @Override
    public void save(List<PaymentMove> moves) {
        saveMoves.save(moves);
    }
}
