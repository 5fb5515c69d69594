package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.remithub.intake.application.BatchDetails;
import io.remithub.intake.application.DetailedView.RejectedCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a batch.
 *
 * @param single a payment issued alone
 * @param payments the first ones in the order of creation, each with what became of it
 * @param paymentsLink the list of them all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BatchDetails")
record BatchDetailsJson(
        @JsonUnwrapped BatchJson batch,
        boolean single,
        Map<String, Long> paymentsByStatus,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable String startedBy,
        @Nullable Instant releasedAt,
        @Nullable String releasedBy,
        @Nullable String releasedByKey,
        @Nullable Instant cancelledAt,
        List<RejectedCommand> rejectedCommands,

        @Schema(implementation = PaymentQueriesResource.PaymentList.class)
        Lists.Listed<PaymentJson> payments,

        String paymentsLink) {

    static BatchDetailsJson of(BatchDetails details, Lists.Listed<PaymentJson> payments, String link) {
        return new BatchDetailsJson(
                BatchJson.of(details.batch()),
                details.single(),
                details.batch().paymentsByStatus(),
                details.createdBy(),
                details.startedAt(),
                details.startedBy(),
                details.releasedAt(),
                details.releasedBy(),
                details.releasedByKey(),
                details.cancelledAt(),
                details.rejectedCommands(),
                payments,
                link);
    }

    @Override
    public String toString() {
        return "details of batch " + batch.batchId();
    }
}
