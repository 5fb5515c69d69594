package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.orchestrator.domain.ExceptionChange;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.outbound.db.PaymentRow.Standing;
import io.remithub.orchestrator.outbound.db.Table.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes payments that moved, table by table: of each what is new, what changed and what is gone, in a statement each. */
@ApplicationScoped
class SaveMoves {

    private final EntityManager entities;
    private final Steps steps;
    private final Waits waits;
    private final ReleasedPayees payees;
    private final SqlPayeeLedger ledger;
    private final Table<PaymentRow> payments;
    private final Table<Standing> standing;
    private final Table<ClaimRow> claims;
    private final Table<PostingRow> postings;
    private final Table<FenceRow> fences;

    SaveMoves(EntityManager entities, Sql sql, Steps steps, Waits waits, ReleasedPayees payees, SqlPayeeLedger ledger) {
        this.entities = entities;
        this.steps = steps;
        this.waits = waits;
        this.payees = payees;
        this.ledger = ledger;
        this.payments = new Table<>(sql, "payment", PaymentRow.class);
        this.standing = new Table<>(sql, "payment", Standing.class);
        this.claims = new Table<>(sql, "claim", ClaimRow.class);
        this.postings = new Table<>(sql, "posting", PostingRow.class);
        this.fences = new Table<>(sql, "fence", FenceRow.class);
    }

    void save(List<PaymentMove> moves) {
        savePayments(moves);
        saveClaims(changes(claims, moves, ClaimRow::of), changes(postings, moves, PostingRow::of));
        // They stay.
        fences.insert(changes(fences, moves, FenceRow::of).added());
        moves.forEach(move -> move.exception().ifPresent(change -> save(move, change)));
        steps.add(moves);
        waits.begin(moves);
        payees.add(moves);
        ledger.book(moves);
    }

    private void savePayments(List<PaymentMove> moves) {
        payments.insert(moves.stream()
                .filter(move -> move.before() == null)
                .map(PaymentRow::after)
                .toList());
        payments.update(moves.stream()
                .filter(SaveMoves::changesTerms)
                .map(PaymentRow::after)
                .toList());
        standing.update(moves.stream()
                .filter(move -> move.before() != null && !changesTerms(move))
                .filter(SaveMoves::stirs)
                .map(Standing::after)
                .toList());
    }

    private static boolean changesTerms(PaymentMove move) {
        return move.before() instanceof Payment before
                && !before.terms().equals(move.after().terms());
    }

    private static boolean stirs(PaymentMove move) {
        return move.before() instanceof Payment before
                && !Standing.of(before, null).equals(Standing.after(move));
    }

    /** A posting is of a claim that is there. */
    private void saveClaims(Changes<ClaimRow> ofClaims, Changes<PostingRow> ofPostings) {
        postings.delete(ofPostings.gone());
        claims.delete(ofClaims.gone());
        claims.insert(ofClaims.added());
        claims.update(ofClaims.changed());
        postings.insert(ofPostings.added());
        postings.update(ofPostings.changed());
    }

    private static <R extends Record> Changes<R> changes(
            Table<R> table, List<PaymentMove> moves, Function<Payment, Stream<R>> rows) {
        return table.changes(
                moves.stream().map(PaymentMove::before).filter(Objects::nonNull).flatMap(rows),
                moves.stream().map(PaymentMove::after).flatMap(rows));
    }

    private void save(PaymentMove move, ExceptionChange change) {
        switch (change) {
            case ExceptionChange.Opened(var exception)
            when move.before() == null || move.before().exception() == null ->
                entities.persist(ExceptionRow.of(move.after().terms(), exception));
            case ExceptionChange.Opened(var exception) -> loaded(exception.id()).take(exception);
            case ExceptionChange.Healed(var exception, var resolution) -> {
                var row = loaded(exception.id());
                row.resolvedAt = move.trigger().at();
                row.resolution = resolution;
            }
        }
    }

    /** From the persistence context: locking brought it there. */
    private ExceptionRow loaded(String exceptionId) {
        return entities.getReference(ExceptionRow.class, exceptionId);
    }
}
