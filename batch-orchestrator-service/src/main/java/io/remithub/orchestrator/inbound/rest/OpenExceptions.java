package io.remithub.orchestrator.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.orchestrator.application.ListExceptions.Open;
import io.remithub.orchestrator.application.Worklist;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.ExceptionCause;
import io.remithub.orchestrator.domain.Resolutions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the worklist; amounts in dollars. */
record OpenExceptions(List<Entry> data, @Nullable String nextCursor) {

    /**
     * @param version of its causes: a decision that names it is refused when they have changed
     * @param ageSeconds since it opened
     * @param dueAt until when it is to be resolved
     * @param proposed decided by one person; another has yet to decide the same
     */
    record Entry(
            String exceptionId,
            String tenantId,
            String batchId,
            String paymentId,
            int version,
            Instant openedAt,
            long ageSeconds,
            Instant dueAt,
            boolean overdue,
            @Nullable String owner,
            @Nullable Proposed proposed,
            List<Cause> causes) {}

    /** @param claimIndex null, like the code and undoing: of any */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Proposed(
            String action,
            @Nullable Integer claimIndex,
            @Nullable String code,
            @Nullable Boolean undoing,
            String by,
            Instant at) {

        static @Nullable Proposed of(Worklist.@Nullable Proposal proposal) {
            if (proposal == null) {
                return null;
            }
            var about = proposal.about();
            var code = about.code() == null ? null : about.code().wire();
            return new Proposed(
                    proposal.action().wire(), about.claimIndex(), code, about.undoing(), proposal.by(), proposal.at());
        }
    }

    /**
     * @param undoing it hinders the undoing of an issuance that was voided
     * @param actions what can be decided about it here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(
            String code,
            @Nullable Integer claimIndex,
            boolean undoing,
            String nextAction,
            List<String> actions,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual) {

        static Cause of(ExceptionCause cause) {
            return new Cause(
                    cause.code().wire(),
                    cause.claimIndex(),
                    cause.undoing(),
                    cause.nextAction(),
                    Resolutions.allowed(cause).stream().map(Action::wire).toList(),
                    dollars(cause.expected()),
                    dollars(cause.actual()));
        }

        private static @Nullable BigDecimal dollars(@Nullable Long cents) {
            return cents == null ? null : BigDecimal.valueOf(cents, 2);
        }
    }

    /** @param found one more than the limit when there is another page */
    static OpenExceptions page(List<Open> found, int limit) {
        var shown = found.stream().limit(limit).map(OpenExceptions::entry).toList();
        return new OpenExceptions(shown, found.size() > limit ? shown.getLast().exceptionId() : null);
    }

    private static Entry entry(Open open) {
        var item = open.item();
        var exception = item.exception();
        return new Entry(
                exception.id(),
                item.tenantId(),
                item.batchId(),
                item.paymentId(),
                exception.version(),
                exception.openedAt(),
                Math.max(0, Duration.between(exception.openedAt(), open.now()).toSeconds()),
                open.dueAt(),
                !open.now().isBefore(open.dueAt()),
                item.owner(),
                Proposed.of(item.proposal()),
                exception.causes().stream().map(Cause::of).toList());
    }
}
