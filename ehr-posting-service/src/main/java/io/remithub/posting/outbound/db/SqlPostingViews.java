package io.remithub.posting.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.remithub.posting.application.Notice.Verdict;
import io.remithub.posting.application.PostingViews;
import io.remithub.posting.application.Postings.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SqlPostingViews implements PostingViews {

    private static final String ATTEMPTS = """
            select transaction_id, at, result, answered_at from posting_attempt
             where posting_id = :posting order by id""";
    private static final String STRAYS = """
            select partner, transaction_id, partner_id, verdict, received_at from webhook_receipt
             where matched_at is null and verdict <> 'OTHER' order by received_at desc limit :most""";

    private final EntityManager entities;

    SqlPostingViews(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<View> page(Filter filter, String after, int limit) {
        var asked = asked(filter);
        asked.put("id >", after);
        var conditions = new ArrayList<String>();
        asked.keySet().forEach(condition -> conditions.add(condition + " ?" + (conditions.size() + 1)));
        var query = entities.createQuery(
                "from Posting where " + String.join(" and ", conditions) + " order by id", PostingRow.class);
        var place = 0;
        for (var value : asked.values()) {
            query.setParameter(++place, value);
        }
        return views(query.setMaxResults(limit).getResultList());
    }

    @Override
    public @Nullable View one(String id) {
        var row = entities.find(PostingRow.class, id);
        return row == null ? null : views(List.of(row)).getFirst();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Attempt> attempts(String id) {
        return ((List<Object[]>) entities.createNativeQuery(ATTEMPTS)
                        .setParameter("posting", id)
                        .getResultList())
                .stream()
                        .map(row -> new Attempt((String) row[0], (Instant) row[1], (String) row[2], (Instant) row[3]))
                        .toList();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Stray> strays(int limit) {
        return ((List<Object[]>) entities.createNativeQuery(STRAYS)
                        .setParameter("most", limit)
                        .getResultList())
                .stream()
                        .map(row -> new Stray(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                Verdict.valueOf((String) row[3]),
                                (Instant) row[4]))
                        .toList();
    }

    private static Map<String, Object> asked(Filter filter) {
        var asked = new LinkedHashMap<String, Object>();
        put(asked, "tenantId =", filter.tenantId());
        put(asked, "paymentId =", filter.paymentId());
        put(asked, "state =", filter.state());
        put(asked, "purpose =", filter.purpose());
        put(asked, "reason =", filter.reason());
        put(asked, "subdomain =", filter.subdomain());
        put(asked, "locationId =", filter.locationId());
        put(asked, "transactionId =", filter.transactionId());
        put(asked, "changedAt <", filter.changedBefore());
        return asked;
    }

    private static void put(Map<String, Object> asked, String condition, @Nullable Object value) {
        if (value != null) {
            asked.put(condition, value);
        }
    }

    private List<View> views(List<PostingRow> rows) {
        Map<String, List<Change>> histories = rows.isEmpty()
                ? Map.of()
                : entities.createQuery("from PostingChange where postingId in ?1 order by id", ChangeRow.class)
                        .setParameter(1, rows.stream().map(row -> row.id).toList())
                        .getResultStream()
                        .collect(groupingBy(change -> change.postingId, mapping(ChangeRow::change, toList())));
        return rows.stream()
                .map(row -> new View(row.id, row.posting(), row.changedAt, histories.getOrDefault(row.id, List.of())))
                .toList();
    }
}
