package io.remithub.orchestrator.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.remithub.orchestrator.application.Worklist;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PanacheWorklist implements Worklist, PanacheRepositoryBase<ExceptionRow, String> {

    @Override
    public List<Item> open(Query query) {
        var where = new StringBuilder("resolvedAt is null");
        var with = new Parameters();
        if (query.after() instanceof String after) {
            where.append(" and id > :after");
            with.and("after", after);
        }
        if (query.tenantId() instanceof String tenantId) {
            where.append(" and tenantId = :tenantId");
            with.and("tenantId", tenantId);
        }
        if (query.paymentId() instanceof String paymentId) {
            where.append(" and paymentId = :paymentId");
            with.and("paymentId", paymentId);
        }
        if (query.code() instanceof String code) {
            where.append(" and array_contains(codes, :code)");
            with.and("code", code);
        }
        return find(where.append(" order by id").toString(), with).page(0, query.limit()).<ExceptionRow>list().stream()
                .map(row -> new Item(row.tenantId, row.batchId, row.paymentId, row.exception()))
                .toList();
    }

    @Override
    public Optional<String> paymentOf(String exceptionId) {
        return find("id = ?1 and resolvedAt is null", exceptionId)
                .<ExceptionRow>firstResultOptional()
                .map(row -> row.paymentId);
    }
}
