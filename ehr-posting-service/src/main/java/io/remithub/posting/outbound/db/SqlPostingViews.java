package io.remithub.posting.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.remithub.database.Sql;
import io.remithub.posting.application.Notice.Verdict;
import io.remithub.posting.application.PostingViews;
import io.remithub.posting.application.Postings.Change;
import io.remithub.posting.domain.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SqlPostingViews implements PostingViews {

    private static final String SELECT = "select %s, changed_at from posting p where ".formatted(PostingRow.READ);
    private static final String ATTEMPTS = """
            select transaction_id, at, result, answered_at from posting_attempt
             where posting_id = :posting order by id""";
    private static final String STRAYS = """
            select partner, transaction_id, partner_id, verdict, received_at from webhook_receipt
             where matched_at is null and verdict <> 'OTHER' order by received_at desc limit :most""";

    private record Row(String id, Posting posting, Instant changedAt) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    PostingRow.posting(row),
                    Objects.requireNonNull(Sql.instant(row, "changed_at")));
        }
    }

    private final EntityManager entities;
    private final Sql sql;

    SqlPostingViews(EntityManager entities, Sql sql) {
        this.entities = entities;
        this.sql = sql;
    }

    @Override
    public List<View> page(Filter filter, String after, int limit) {
        var asked = asked(filter);
        asked.put("id >", after);
        // Which index serves is in the values: those that are open have one of their own.
        sql.update("set local plan_cache_mode = force_custom_plan");
        var conditions =
                asked.keySet().stream().map(condition -> condition + " ?").collect(joining(" and "));
        var arguments = new ArrayList<>(asked.values());
        arguments.add(limit);
        return views(sql.query(SELECT + conditions + " order by id limit ?", Row::of, arguments.toArray()));
    }

    @Override
    public @Nullable View one(String id) {
        var row = sql.query(SELECT + "id = ?", Row::of, id);
        return row.isEmpty() ? null : views(row).getFirst();
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
        put(asked, "tenant_id =", filter.tenantId());
        put(asked, "payment_id =", filter.paymentId());
        put(asked, "state =", name(filter.state()));
        put(asked, "purpose =", name(filter.purpose()));
        put(asked, "reason =", filter.reason());
        put(asked, "subdomain =", filter.subdomain());
        put(asked, "location_id =", filter.locationId());
        put(asked, "transaction_id =", filter.transactionId());
        put(asked, "changed_at <", filter.changedBefore());
        return asked;
    }

    private static void put(Map<String, Object> asked, String condition, @Nullable Object value) {
        if (value != null) {
            asked.put(condition, value);
        }
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private List<View> views(List<Row> rows) {
        Map<String, List<Change>> histories = rows.isEmpty()
                ? Map.of()
                : entities.createQuery("from PostingChange where postingId in ?1 order by id", ChangeRow.class)
                        .setParameter(1, rows.stream().map(Row::id).toList())
                        .getResultStream()
                        .collect(groupingBy(change -> change.postingId, mapping(ChangeRow::change, toList())));
        return rows.stream()
                .map(row ->
                        new View(row.id(), row.posting(), row.changedAt(), histories.getOrDefault(row.id(), List.of())))
                .toList();
    }
}
