package io.remithub.intake.application;

import io.remithub.intake.application.DetailedView.RejectedCommand;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a batch.
 *
 * @param createdBy public id of a key, like startedBy
 * @param releasedBy whom the payer named
 * @param releasedByKey public id of the key it was done with
 * @param rejectedCommands the newest ones
 * @param payments the first ones, with what became of each
 */
public record BatchDetails(
        BatchView batch,
        boolean single,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable String startedBy,
        @Nullable Instant releasedAt,
        @Nullable String releasedBy,
        @Nullable String releasedByKey,
        @Nullable Instant cancelledAt,
        List<RejectedCommand> rejectedCommands,
        Page<PaymentView> payments) {

    @Override
    public String toString() {
        return "details of batch " + batch.id();
    }
}
