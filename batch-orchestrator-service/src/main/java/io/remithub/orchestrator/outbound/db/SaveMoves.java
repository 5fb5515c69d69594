package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ExceptionChange;
import io.remithub.orchestrator.domain.PaymentMove;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes payments that moved, table by table, so that the statements of each go out together. */
@ApplicationScoped
class SaveMoves {

    private final EntityManager entities;
    private final Steps steps;
    private final Holds holds;

    SaveMoves(EntityManager entities, Steps steps, Holds holds) {
        this.entities = entities;
        this.steps = steps;
        this.holds = holds;
    }

    void save(List<PaymentMove> moves) {
        moves.forEach(this::savePayment);
        moves.forEach(this::saveClaims);
        moves.forEach(this::savePostings);
        moves.forEach(this::forgetPostings);
        moves.forEach(move -> move.exception().ifPresent(change -> save(move, change)));
        steps.add(moves);
        holds.take(moves);
    }

    private void savePayment(PaymentMove move) {
        if (move.before() == null) {
            entities.persist(PaymentRow.of(move.after()));
            return;
        }
        var row = loaded(PaymentRow.class, move.after().id());
        row.take(move.after());
        if (!move.after().terms().equals(move.before().terms())) {
            row.take(move.after().terms());
        }
    }

    private void saveClaims(PaymentMove move) {
        var payment = move.after();
        for (var claim : payment.claims()) {
            var before = before(move, claim.index());
            if (before == null) {
                entities.persist(ClaimRow.of(payment.terms().tenantId(), payment.id(), claim));
            } else if (!claim.equals(before)) {
                loaded(ClaimRow.class, new ClaimRow.Id(payment.id(), claim.index()))
                        .take(claim);
            }
        }
        for (int index = payment.claims().size(); before(move, index) != null; index++) {
            entities.remove(loaded(ClaimRow.class, new ClaimRow.Id(payment.id(), index)));
        }
    }

    private void savePostings(PaymentMove move) {
        for (var claim : move.after().claims()) {
            var before = before(move, claim.index());
            claim.postings().forEach((purpose, posting) -> {
                var id = new PostingRow.Id(
                        move.after().id(), claim.index(), move.after().issuance(), purpose);
                var known = before == null ? null : before.posting(purpose);
                if (known == null) {
                    entities.persist(PostingRow.of(id).take(posting));
                } else if (!known.equals(posting)) {
                    loaded(PostingRow.class, id).take(posting);
                }
            });
        }
    }

    /** What is asked for again: its outcome is to come. */
    private void forgetPostings(PaymentMove move) {
        var before = move.before();
        if (before == null || before.issuance() != move.after().issuance()) {
            return;
        }
        for (var claim : move.after().claims()) {
            if (before(move, claim.index()) instanceof Claim known) {
                known.postings().keySet().stream()
                        .filter(purpose -> claim.posting(purpose) == null)
                        .map(purpose -> new PostingRow.Id(before.id(), claim.index(), before.issuance(), purpose))
                        .forEach(id -> entities.remove(loaded(PostingRow.class, id)));
            }
        }
    }

    private static @Nullable Claim before(PaymentMove move, int index) {
        return move.before() != null && index < move.before().claims().size()
                ? move.before().claims().get(index)
                : null;
    }

    private void save(PaymentMove move, ExceptionChange change) {
        switch (change) {
            case ExceptionChange.Opened(var exception)
            when move.before() == null || move.before().exception() == null ->
                entities.persist(ExceptionRow.of(move.after().terms(), exception));
            case ExceptionChange.Opened(var exception) ->
                loaded(ExceptionRow.class, exception.id()).take(exception);
            case ExceptionChange.Healed(var exception, var resolution) -> {
                var row = loaded(ExceptionRow.class, exception.id());
                row.resolvedAt = move.trigger().at();
                row.resolution = resolution;
            }
        }
    }

    /** From the persistence context: locking brought it there. */
    private <T> T loaded(Class<T> type, Object id) {
        return entities.getReference(type, id);
    }
}
