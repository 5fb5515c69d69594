package io.remithub.orchestrator.application;

import io.remithub.orchestrator.application.Worklist.Item;
import io.remithub.orchestrator.application.Worklist.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits for an operator. */
@ApplicationScoped
public class ListExceptions {

    /** What is asked for; null: any. */
    public record Filter(
            @Nullable String tenantId,
            @Nullable String batchId,
            @Nullable String paymentId,
            @Nullable String code,
            @Nullable String owner,
            @Nullable Duration olderThan,
            boolean overdue) {}

    /** One that is open, as it stands at this moment. */
    public record Open(Item item, Instant dueAt, Instant now) {}

    private final Worklist worklist;
    private final Deadlines deadlines;
    private final Clock clock;

    ListExceptions(Worklist worklist, Deadlines deadlines, Clock clock) {
        this.worklist = worklist;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional
    public List<Open> open(Filter filter, @Nullable String after, int limit) {
        var now = clock.instant();
        var query = new Query(
                filter.tenantId(),
                filter.batchId(),
                filter.paymentId(),
                filter.code(),
                filter.owner(),
                filter.olderThan() == null ? null : now.minus(filter.olderThan()),
                filter.overdue() ? deadlines.overdue(now) : Map.of(),
                after,
                limit);
        return worklist.open(query).stream()
                .map(item -> new Open(item, deadlines.dueAt(item.exception()), now))
                .toList();
    }
}
