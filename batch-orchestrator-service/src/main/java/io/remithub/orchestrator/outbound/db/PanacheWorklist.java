package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.remithub.orchestrator.application.Worklist;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheWorklist implements Worklist, PanacheRepositoryBase<ExceptionRow, String> {

    private static final class Where {

        private final StringBuilder conditions = new StringBuilder("resolvedAt is null");
        private final Parameters parameters = new Parameters();

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.append(" and ").append(condition);
                parameters.and(name, value);
            }
        }

        void overdue(Map<Instant, Set<String>> codes) {
            if (!codes.isEmpty()) {
                var places = List.copyOf(codes.keySet());
                conditions
                        .append(" and (")
                        .append(places.stream()
                                .map(at -> overdue(places.indexOf(at)))
                                .collect(joining(" or ")))
                        .append(')');
                places.forEach(at -> {
                    var place = places.indexOf(at);
                    parameters.and(
                            "codes" + place, codes.getOrDefault(at, Set.of()).toArray(String[]::new));
                    parameters.and("before" + place, at);
                });
            }
        }

        private static String overdue(int place) {
            return "(array_intersects(codes, :codes%1$d) and openedAt <= :before%1$d)".formatted(place);
        }
    }

    @Override
    public List<Item> open(Query query) {
        var where = new Where();
        where.and("id > :after", "after", query.after());
        where.and("tenantId = :tenantId", "tenantId", query.tenantId());
        where.and("batchId = :batchId", "batchId", query.batchId());
        where.and("paymentId = :paymentId", "paymentId", query.paymentId());
        where.and("array_contains(codes, :code)", "code", query.code());
        where.and("owner = :owner", "owner", query.owner());
        where.and("openedAt <= :openedBefore", "openedBefore", query.openedBefore());
        where.overdue(query.overdue());
        return find(where.conditions.append(" order by id").toString(), where.parameters)
                .page(0, query.limit())
                .<ExceptionRow>list()
                .stream()
                .map(ExceptionRow::item)
                .toList();
    }

    @Override
    public Optional<Item> open(String exceptionId) {
        var row = find("id = ?1 and resolvedAt is null", exceptionId).<ExceptionRow>firstResultOptional();
        row.ifPresent(getEntityManager()::refresh);
        return row.map(ExceptionRow::item);
    }

    @Override
    public Optional<String> paymentOf(String exceptionId) {
        return find("select paymentId from ExceptionRow where id = ?1 and resolvedAt is null", exceptionId)
                .project(String.class)
                .firstResultOptional();
    }

    @Override
    public void propose(String exceptionId, @Nullable Proposal proposal) {
        findById(exceptionId).propose(proposal);
    }

    @Override
    public void assign(String exceptionId, @Nullable String owner) {
        update("owner = ?1 where id = ?2", owner, exceptionId);
    }
}
