package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.toMap;

import io.remithub.database.AnyOf;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Undoing;
import io.remithub.orchestrator.outbound.db.FenceRow.Issued;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payments whole, in a statement a table, however many there are. */
@ApplicationScoped
class LoadPayments {

    private final EntityManager entities;
    private final Table<PaymentRow> payments;
    private final Table<ClaimRow> claims;
    private final Table<PostingRow> postings;
    private final Table<FenceRow> fences;

    LoadPayments(EntityManager entities, Sql sql) {
        this.entities = entities;
        this.payments = new Table<>(sql, "payment", PaymentRow.class);
        this.claims = new Table<>(sql, "claim", ClaimRow.class);
        this.postings = new Table<>(sql, "posting", PostingRow.class);
        this.fences = new Table<>(sql, "fence", FenceRow.class);
    }

    /**
     * What is of a payment is read when that is locked: as whoever had it before left it.
     *
     * @param which from {@code where} on
     */
    List<Payment> locked(String which, @Nullable Object... arguments) {
        var rows = payments.read(which, arguments);
        if (rows.isEmpty()) {
            return List.of();
        }
        var ids = Column.text(rows, PaymentRow::paymentId);
        var outcomes = outcomes(ids);
        var undoing = undoing(rows, outcomes);
        Map<String, Integer> issuances = rows.stream()
                .collect(toMap(PaymentRow::paymentId, row -> row.standing().issuance()));
        Map<String, List<Claim>> ofPayments = new HashMap<>();
        for (var row : claims.read("where payment_id = any (?) order by payment_id, claim_index", ids)) {
            var present = new Issued(row.paymentId(), row.claimIndex(), issuances.getOrDefault(row.paymentId(), 0));
            ofPayments
                    .computeIfAbsent(row.paymentId(), _ -> new ArrayList<>())
                    .add(row.claim(Postings.of(outcomes.getOrDefault(present, Map.of()))));
        }
        var open = open(rows);
        return rows.stream()
                .map(row -> row.payment(
                        ofPayments.getOrDefault(row.paymentId(), List.of()),
                        undoing.getOrDefault(row.paymentId(), List.of()),
                        open.get(row.paymentId()) instanceof ExceptionRow exception ? exception.exception() : null))
                .toList();
    }

    /** Of every issuance. */
    private Map<Issued, Map<Purpose, Posting>> outcomes(Column ids) {
        Map<Issued, Map<Purpose, Posting>> outcomes = new HashMap<>();
        for (var row : postings.read("where payment_id = any (?)", ids)) {
            outcomes.computeIfAbsent(row.claim(), _ -> new EnumMap<>(Purpose.class))
                    .put(row.purpose(), row.posting());
        }
        return outcomes;
    }

    /** Few payments are ever voided. Takes what it needs from the postings: what is undone is no claim's own. */
    private Map<String, List<Undoing>> undoing(List<PaymentRow> rows, Map<Issued, Map<Purpose, Posting>> outcomes) {
        var voided = rows.stream()
                .map(PaymentRow::standing)
                .filter(row -> row.issuance() > 1 || row.status() == PaymentStatus.VOIDED)
                .toList();
        Map<String, List<Undoing>> undoing = new HashMap<>();
        if (!voided.isEmpty()) {
            var ids = Column.text(voided, PaymentRow.Standing::paymentId);
            for (var row : fences.read("where payment_id = any (?) order by issuance, claim_index", ids)) {
                var its = outcomes.remove(row.issued());
                undoing.computeIfAbsent(row.issued().paymentId(), _ -> new ArrayList<>())
                        .add(row.undoing(its == null ? Postings.NONE : Postings.of(its)));
            }
        }
        return undoing;
    }

    private Map<String, ExceptionRow> open(List<PaymentRow> rows) {
        return entities
                .createQuery("from ExceptionRow where any_of(paymentId, ?1) and resolvedAt is null", ExceptionRow.class)
                .setParameter(
                        1, AnyOf.these(rows.stream().map(PaymentRow::paymentId).toList()))
                .getResultList()
                .stream()
                .collect(toMap(row -> row.paymentId, row -> row));
    }
}
