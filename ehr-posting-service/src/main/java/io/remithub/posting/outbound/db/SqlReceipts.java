package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Notice;
import io.remithub.posting.application.Notice.Verdict;
import io.remithub.posting.application.Receipts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;

@ApplicationScoped
class SqlReceipts implements Receipts {

    private static final String ADD = """
            insert into webhook_receipt (partner, notice_id, transaction_id, partner_id, verdict)
            values (:partner, :id, :transaction, :partnerId, :verdict) on conflict do nothing""";

    private static final String UNMATCHED = """
            select partner, notice_id, transaction_id, partner_id, verdict from webhook_receipt
             where transaction_id = :transaction and matched_at is null order by received_at""";

    private static final String MATCHED =
            "update webhook_receipt set matched_at = now() where partner = :partner and notice_id = :id";

    private final EntityManager entities;

    SqlReceipts(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public boolean add(Notice notice) {
        return entities.createNativeQuery(ADD)
                        .setParameter("partner", notice.partner())
                        .setParameter("id", notice.id())
                        .setParameter("transaction", notice.transactionId())
                        .setParameter("partnerId", notice.partnerId())
                        .setParameter("verdict", notice.verdict().name())
                        .executeUpdate()
                == 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Notice> unmatched(String transactionId) {
        return ((List<Object[]>) entities.createNativeQuery(UNMATCHED)
                        .setParameter("transaction", transactionId)
                        .getResultList())
                .stream().map(SqlReceipts::notice).toList();
    }

    @Override
    public void matched(Notice notice) {
        entities.createNativeQuery(MATCHED)
                .setParameter("partner", notice.partner())
                .setParameter("id", notice.id())
                .executeUpdate();
    }

    private static Notice notice(Object[] row) {
        return new Notice(
                Objects.requireNonNull((String) row[0]),
                Objects.requireNonNull((String) row[1]),
                (String) row[2],
                (String) row[3],
                Verdict.valueOf((String) row[4]));
    }
}
