package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ExceptionChange;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes payments that moved, table by table, so that the statements of each go out together. */
@ApplicationScoped
class SaveMoves {

    private final EntityManager entities;
    private final Steps steps;
    private final Waits waits;
    private final ReleasedPayees payees;
    private final SqlPayeeLedger ledger;

    SaveMoves(EntityManager entities, Steps steps, Waits waits, ReleasedPayees payees, SqlPayeeLedger ledger) {
        this.entities = entities;
        this.steps = steps;
        this.waits = waits;
        this.payees = payees;
        this.ledger = ledger;
    }

    void save(List<PaymentMove> moves) {
        moves.forEach(this::savePayment);
        moves.forEach(this::saveClaims);
        moves.forEach(this::savePostings);
        moves.forEach(this::saveFences);
        moves.forEach(move -> move.exception().ifPresent(change -> save(move, change)));
        steps.add(moves);
        waits.begin(moves);
        payees.add(moves);
        ledger.book(moves);
    }

    private void savePayment(PaymentMove move) {
        if (move.before() == null) {
            entities.persist(PaymentRow.of(move));
            return;
        }
        var row = loaded(PaymentRow.class, move.after().id());
        row.take(move);
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

    /** What is decided of a posting leaves it without an outcome, until that is told. */
    private void savePostings(PaymentMove move) {
        var known = move.before() == null ? Map.<PostingRow.Id, Posting>of() : postings(move.before());
        var now = postings(move.after());
        now.forEach((id, posting) -> {
            if (!known.containsKey(id)) {
                entities.persist(PostingRow.of(id).take(posting));
            } else if (!posting.equals(known.get(id))) {
                loaded(PostingRow.class, id).take(posting);
            }
        });
        known.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .forEach(id -> entities.remove(loaded(PostingRow.class, id)));
    }

    private static Map<PostingRow.Id, Posting> postings(Payment payment) {
        var all = new LinkedHashMap<PostingRow.Id, Posting>();
        payment.claims().forEach(claim -> claim.postings()
                .outcomes()
                .forEach((purpose, posting) ->
                        all.put(new PostingRow.Id(payment.id(), claim.index(), payment.issuance(), purpose), posting)));
        payment.undoing().forEach(it -> it.postings()
                .outcomes()
                .forEach((purpose, posting) ->
                        all.put(new PostingRow.Id(payment.id(), it.claimIndex(), it.issuance(), purpose), posting)));
        return all;
    }

    /** They stay, and are told apart by what they are of. */
    private void saveFences(PaymentMove move) {
        int known = move.before() == null ? 0 : move.before().undoing().size();
        move.after().undoing().stream()
                .skip(known)
                .map(it -> FenceRow.of(move.after().id(), it))
                .forEach(entities::persist);
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
