package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the payments that bear a key.
 *
 * @param matched as what they bear it
 * @param nextCursor absent where nothing follows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Trace")
record TraceJson(
        List<String> matched,
        List<TracedJson> data,
        @Nullable String nextCursor) {

    static TraceJson of(Trace trace, @Nullable String nextCursor) {
        return new TraceJson(
                trace.matched().stream().map(Trace.Kind::wire).toList(),
                trace.payments().items().stream().map(TracedJson::of).toList(),
                nextCursor);
    }

    /** @param timeline in the order of time */
    @Schema(name = "Traced")
    record TracedJson(PaymentJson payment, List<ClaimJson> claims, List<MomentJson> timeline) {
        static TracedJson of(Trace.Traced traced) {
            return new TracedJson(
                    PaymentJson.of(traced.payment()),
                    traced.claims().stream().map(ClaimJson::withoutKey).toList(),
                    traced.timeline().stream().map(MomentJson::of).toList());
        }
    }

    /**
     * One thing that happened.
     *
     * @param event accepted, command-asked, command-taken, command-rejected, status-reached, exception-opened or
     *     exception-resolved
     * @param by the public id of a key, or who made a step: PAYER, OPERATOR, CLEARINGHOUSE, EHR or HUB
     * @param status reached, or the one that a command was rejected in
     * @param reason a code, or how an exception was resolved
     * @param id of the command, the exception, or the event that caused a step
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Moment")
    record MomentJson(
            Instant at,
            String event,
            @Nullable String by,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String command,
            @Nullable String id) {
        static MomentJson of(Trace.Moment moment) {
            return new MomentJson(
                    moment.at(),
                    moment.event().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    moment.by(),
                    moment.status(),
                    moment.reason(),
                    moment.command(),
                    moment.id());
        }
    }
}
