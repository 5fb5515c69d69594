package io.remithub.posting.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.remithub.messaging.Ids;
import io.remithub.posting.application.Lease;
import io.remithub.posting.application.Postings;
import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanachePostings implements Postings, PanacheRepositoryBase<PostingRow, String> {

    private static final String BY_KEY = "paymentId = ?1 and claimIndex = ?2 and issuance = ?3 and purpose = ?4";

    // A lease that ended is given out again, under a new epoch: the old holder's writes no longer count.
    private static final String LEASE = """
            update posting
               set lease_epoch = lease_epoch + 1, leased_until = now() + :seconds * interval '1 second'
             where id in (select id from posting
                           where due_at <= now() and coalesce(leased_until, '-infinity') < now()
                           order by due_at limit :most for update skip locked)
            returning payment_id, claim_index, issuance, purpose, lease_epoch""";

    private static final String LEDGER = """
            select p.* from posting p
              join posting_request r
                on (r.payment_id, r.claim_index, r.issuance) = (p.payment_id, p.claim_index, p.issuance)
              join posting_request own on (own.tenant_id, own.claim_key) = (r.tenant_id, r.claim_key)
             where own.payment_id = :payment and own.claim_index = :claim and own.issuance = :issuance""";

    private static final String ATTEMPTED =
            "insert into posting_attempt (posting_id, transaction_id, at) values (:posting, :transaction, :now)";
    private static final String ANSWERED = """
            update posting_attempt set result = :result, answered_at = :now
             where id = (select max(id) from posting_attempt where posting_id = :posting)""";
    private static final String OF_ATTEMPT =
            "select posting_id from posting_attempt where transaction_id = :transaction limit 1";
    private static final String REFERENCES =
            "select distinct transaction_id from posting_attempt where posting_id = :posting";
    private static final String END_LEASE = "update posting set leased_until = null where id = :id";

    private static final String PROLONG_LEASE =
            "update posting set leased_until = now() + :seconds * interval '1 second' where id = :id";

    private final EntityManager entities;

    PanachePostings(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public boolean add(Posting posting, Instant now) {
        if (row(posting.key()) != null) {
            return false;
        }
        var row = PostingRow.of(Ids.next(), posting, now);
        persist(row);
        // Its history refers to it, and whoever plans the same at once is to fail here.
        entities.flush();
        entities.persist(ChangeRow.of(row.id, new Change(null, posting.state().name(), posting.reason(), now)));
        return true;
    }

    @Override
    public void save(Posting before, Posting after, Duration leaseOfAttempt, Instant now) {
        var row = Objects.requireNonNull(row(after.key()));
        row.take(after, now);
        if (before.state() != after.state() || !Objects.equals(before.reason(), after.reason())) {
            entities.persist(ChangeRow.of(
                    row.id, new Change(before.state().name(), after.state().name(), after.reason(), now)));
        }
        entities.flush();
        if (before.state() == PostingState.ATTEMPTED) {
            entities.createNativeQuery(ANSWERED)
                    .setParameter("result", after.state().name())
                    .setParameter("now", now)
                    .setParameter("posting", row.id)
                    .executeUpdate();
        }
        if (after.state() == PostingState.ATTEMPTED) {
            attempted(row.id, after.reference().transactionId(), now);
            entities.createNativeQuery(PROLONG_LEASE)
                    .setParameter("seconds", seconds(leaseOfAttempt))
                    .setParameter("id", row.id)
                    .executeUpdate();
        } else {
            entities.createNativeQuery(END_LEASE).setParameter("id", row.id).executeUpdate();
        }
    }

    @Override
    public @Nullable Posting lock(PostingKey key) {
        var row = locked(key);
        return row == null ? null : row.posting();
    }

    @Override
    public @Nullable Posting lock(Lease lease) {
        var row = locked(lease.key());
        return row == null || row.leaseEpoch != lease.epoch() ? null : row.posting();
    }

    @Override
    @Transactional
    public @Nullable Posting find(Lease lease) {
        var row = row(lease.key());
        return row == null || row.leaseEpoch != lease.epoch() ? null : row.posting();
    }

    @Override
    public @Nullable Named named(String transactionId) {
        var current = find("transactionId", transactionId).firstResult();
        if (current != null) {
            return new Named(current.posting().key(), true);
        }
        return ids(OF_ATTEMPT, "transaction", transactionId).stream()
                .findFirst()
                .map(this::findById)
                .map(row -> new Named(row.posting().key(), false))
                .orElse(null);
    }

    @Override
    @Transactional
    public Set<String> references(PostingKey key) {
        var row = Objects.requireNonNull(row(key));
        return Set.copyOf(ids(REFERENCES, "posting", row.id));
    }

    @Override
    public void link(PostingKey key, String transactionId, Instant now) {
        attempted(Objects.requireNonNull(row(key)).id, transactionId, now);
    }

    @SuppressWarnings("unchecked")
    private List<String> ids(String sql, String name, String value) {
        return entities.createNativeQuery(sql).setParameter(name, value).getResultList();
    }

    private void attempted(String id, @Nullable String transactionId, Instant now) {
        entities.createNativeQuery(ATTEMPTED)
                .setParameter("posting", id)
                .setParameter("transaction", transactionId)
                .setParameter("now", now)
                .executeUpdate();
    }

    @Override
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Lease> lease(int atMost, Duration during) {
        return ((List<Object[]>) entities.createNativeQuery(LEASE)
                        .setParameter("seconds", seconds(during))
                        .setParameter("most", atMost)
                        .getResultList())
                .stream()
                        .map(row -> new Lease(
                                new PostingKey(
                                        (String) row[0],
                                        ((Number) row[1]).intValue(),
                                        ((Number) row[2]).intValue(),
                                        Purpose.valueOf((String) row[3])),
                                ((Number) row[4]).longValue()))
                        .toList();
    }

    @Override
    @Transactional
    public List<Posting> ofClaim(ClaimKey claim) {
        return list(
                        "paymentId = ?1 and claimIndex = ?2 and issuance = ?3 order by purpose",
                        claim.paymentId(),
                        claim.claimIndex(),
                        claim.issuance())
                .stream()
                .map(PostingRow::posting)
                .toList();
    }

    @Override
    @Transactional
    @SuppressWarnings("unchecked")
    public ClaimLedger ledger(ClaimKey claim) {
        return new ClaimLedger(((List<PostingRow>) entities.createNativeQuery(LEDGER, PostingRow.class)
                        .setParameter("payment", claim.paymentId())
                        .setParameter("claim", claim.claimIndex())
                        .setParameter("issuance", claim.issuance())
                        .getResultList())
                .stream().map(PostingRow::posting).toList());
    }

    /** Read again under the lock: what this transaction saw before may be old. */
    private @Nullable PostingRow locked(PostingKey key) {
        var row = row(key);
        if (row != null) {
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        }
        return row;
    }

    private @Nullable PostingRow row(PostingKey key) {
        return find(BY_KEY, key.paymentId(), key.claimIndex(), key.issuance(), key.purpose())
                .firstResult();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
