package io.remithub.posting.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.remithub.posting.application.PostingRequest;
import io.remithub.posting.application.Requests;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheRequests implements Requests, PanacheRepositoryBase<RequestRow, RequestRow.Id> {

    private static final String LOCK =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(:claim, 0))) as locked";

    private static final String FENCE = """
            insert into posting_fence (payment_id, claim_index, issuance, cause_id, traceparent)
            values (:payment, :claim, :issuance, :cause, :trace) on conflict do nothing""";

    private static final String FENCED = """
            select cause_id, traceparent from posting_fence
             where payment_id = :payment and claim_index = :claim and issuance = :issuance""";

    private final EntityManager entities;

    PanacheRequests(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void put(PostingRequest request) {
        var row = findById(RequestRow.Id.of(request.money().claim()));
        if (row == null) {
            persist(RequestRow.of(request));
        } else {
            row.take(request);
        }
    }

    @Override
    @Transactional
    public @Nullable PostingRequest find(ClaimKey claim) {
        var row = findById(RequestRow.Id.of(claim));
        return row == null ? null : row.request();
    }

    @Override
    public void lock(ClaimKey claim) {
        entities.createNativeQuery(LOCK)
                .setParameter("claim", claim.paymentId() + "/" + claim.claimIndex() + "/" + claim.issuance())
                .getSingleResult();
    }

    @Override
    public void fence(ClaimKey claim, Origin because) {
        of(claim, FENCE)
                .setParameter("cause", because.eventId())
                .setParameter("trace", because.traceparent())
                .executeUpdate();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Origin fenced(ClaimKey claim) {
        return ((List<Object[]>) of(claim, FENCED).getResultList())
                .stream()
                        .map(row -> new Origin((String) row[0], (String) row[1]))
                        .findFirst()
                        .orElse(null);
    }

    private Query of(ClaimKey claim, String sql) {
        return entities.createNativeQuery(sql)
                .setParameter("payment", claim.paymentId())
                .setParameter("claim", claim.claimIndex())
                .setParameter("issuance", claim.issuance());
    }
}
