package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.groupingBy;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.Payments;
import io.remithub.orchestrator.application.Wait;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Loads what a transaction needs in a few queries, however much that is; what it loaded it also saves. */
@ApplicationScoped
class SqlPayments implements Payments {

    // No key ever changes: whoever only refers to a payment need not wait.
    private static final String LOCKED = " for no key update";
    private static final String FREE_ONES = LOCKED + " skip locked";

    private static final String NAMED = "where payment_id = any (?) order by payment_id" + LOCKED;

    private static final String NEXT =
            "where batch_id = ? and status = ? and payment_id <> all (?) order by payment_id limit ?";

    private static final String OVERDUE_FOR_RELEASE = """
            where status = 'HELD' and not overdue and held_due_at <= now() and payment_id <> all (?)
            order by held_due_at limit ?""";

    private static final String OVERDUE_FOR_REGISTRATION = """
            where expecting and expected_until <= now() and payment_id <> all (?)
            order by expected_until limit ?""";

    private static final String ID = "select payment_id from payment ";

    private static final String AWAITING = """
            select distinct payment_id from claim
             where tenant_id = ? and claim_key = any (?) and not registered""";

    private final Sql sql;
    private final LoadPayments load;
    private final SaveMoves saveMoves;

    SqlPayments(Sql sql, LoadPayments load, SaveMoves saveMoves) {
        this.sql = sql;
        this.load = load;
        this.saveMoves = saveMoves;
    }

    @Override
    public List<Payment> lock(Collection<String> paymentIds) {
        return paymentIds.isEmpty() ? List.of() : load.locked(NAMED, texts(paymentIds));
    }

    /** A status at a time, which the index has in order. */
    @Override
    public List<Payment> lockNext(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit) {
        return firstOf(statuses, status -> load.locked(NEXT + FREE_ONES, batchId, status.name(), texts(except), limit));
    }

    @Override
    public List<String> next(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit) {
        return firstOf(statuses, status -> ids(NEXT, batchId, status.name(), texts(except), limit));
    }

    private static <T> List<T> firstOf(Set<PaymentStatus> statuses, Function<PaymentStatus, List<T>> found) {
        return statuses.stream()
                .map(found)
                .filter(next -> !next.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    @Override
    public List<Payment> lockOverdue(Wait wait, Set<String> except, int limit) {
        return load.locked(overdue(wait) + FREE_ONES, texts(except), limit);
    }

    @Override
    public List<String> overdue(Wait wait, Set<String> except, int limit) {
        return ids(overdue(wait), texts(except), limit);
    }

    private static String overdue(Wait wait) {
        return switch (wait) {
            case RELEASE -> OVERDUE_FOR_RELEASE;
            case REGISTRATION -> OVERDUE_FOR_REGISTRATION;
        };
    }

    private List<String> ids(String which, Object... arguments) {
        return sql.query(ID + which, row -> row.getString(1), arguments);
    }

    @Override
    public boolean anyIn(String batchId, Set<PaymentStatus> statuses) {
        return !statuses.isEmpty()
                && !ids("where batch_id = ? and status = any (?) limit 1", batchId, Column.names(statuses, it -> it))
                        .isEmpty();
    }

    @Override
    public Set<String> awaiting(Collection<ClaimKey> claims) {
        var found = new HashSet<String>();
        claims.stream()
                .collect(groupingBy(ClaimKey::tenantId))
                .forEach((tenantId, ofTenant) -> found.addAll(sql.query(
                        AWAITING, row -> row.getString(1), tenantId, Column.text(ofTenant, ClaimKey::value))));
        return found;
    }

    private static Column texts(Collection<String> texts) {
        return Column.text(texts, it -> it);
    }

    @Override
    public void save(List<PaymentMove> moves) {
        saveMoves.save(moves);
    }
}
