package io.remithub.orchestrator.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.orchestrator.application.Worklist.Item;
import io.remithub.orchestrator.domain.ExceptionCause;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the worklist; amounts in dollars. */
record OpenExceptions(List<Entry> data, @Nullable String nextCursor) {

    record Entry(
            String exceptionId,
            String tenantId,
            String batchId,
            String paymentId,
            Instant openedAt,
            List<Cause> causes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(
            String code,
            @Nullable Integer claimIndex,
            String nextAction,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual) {

        static Cause of(ExceptionCause cause) {
            return new Cause(
                    cause.code().wire(),
                    cause.claimIndex(),
                    cause.code().nextAction(),
                    dollars(cause.expected()),
                    dollars(cause.actual()));
        }

        private static @Nullable BigDecimal dollars(@Nullable Long cents) {
            return cents == null ? null : BigDecimal.valueOf(cents, 2);
        }
    }

    /** @param items one more than the limit when there is another page */
    static OpenExceptions page(List<Item> items, int limit) {
        var shown = items.stream().limit(limit).map(OpenExceptions::entry).toList();
        return new OpenExceptions(shown, items.size() > limit ? shown.getLast().exceptionId() : null);
    }

    private static Entry entry(Item item) {
        return new Entry(
                item.exception().id(),
                item.tenantId(),
                item.batchId(),
                item.paymentId(),
                item.exception().openedAt(),
                item.exception().causes().stream().map(Cause::of).toList());
    }
}
