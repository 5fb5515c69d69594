package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.PayerCommand;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection.Reference;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.domain.TenantId;
import io.remithub.intake.domain.Totals;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_batch")
@SuppressWarnings("NullAway.Init")
class BatchRow extends PanacheEntityBase {

    @Id
    String batchId;

    UUID tenantId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    AccountRow account;

    String clientRequestId;

    /** Its account's when it was opened; null where that was not kept. */
    @Nullable
    Boolean hold;

    boolean single;
    long expectedTotal;
    long expectedPayments;
    long currentTotal;
    long currentPayments;
    String status;

    @Nullable
    String reasonCode;

    long revision;

    @Nullable
    String askedStatus;

    @Nullable
    String askedCommand;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Long> paymentsByStatus;

    /** Public ids of the keys that put payments in. */
    List<String> contributors;

    @Nullable
    Instant startedAt;

    @Nullable
    String startedBy;

    @Nullable
    Instant releasedAt;

    /** The person, sealed. */
    byte @Nullable [] releasedBy;

    @Nullable
    String releasedByKey;

    @Nullable
    Instant cancelledAt;

    String createdBy;
    Instant createdAt;

    /** What the payer is told: what was asked for, until it is answered. */
    String shownStatus() {
        return askedStatus == null ? status : askedStatus;
    }

    /** @param person sealed */
    void ask(PayerCommand command, BatchStatus leadsTo, byte @Nullable [] person) {
        askedStatus = leadsTo.wire();
        askedCommand = command.id();
        revision++;
        switch (command.kind()) {
            case START -> {
                startedAt = command.at();
                startedBy = command.caller().keyId();
            }
            case RELEASE -> {
                releasedAt = command.at();
                releasedBy = person;
                releasedByKey = command.caller().keyId();
            }
            case CANCEL -> cancelledAt = command.at();
            case RELEASE_SOME, AMEND, REPLACE, REMOVE, VOID, REISSUE, SETTLE -> {
                // they leave no mark on the batch
            }
        }
    }

    /** What a command that lost had written. */
    void undo(String type, String command) {
        boolean last = command.equals(askedCommand);
        switch (type) {
            case "BatchStartRequested" -> {
                startedAt = null;
                startedBy = null;
            }
            case "BatchReleaseRequested" -> {
                if (!last) {
                    break; // an earlier one, of some payments
                }
                releasedAt = null;
                releasedBy = null;
                releasedByKey = null;
            }
            case "BatchCancelRequested" -> cancelledAt = null;
            default -> {
                // others leave no mark on the batch
            }
        }
        if (last) {
            askNothing();
        }
    }

    /** As commands find it. */
    BatchState state() {
        var now = account.account();
        var batch = new Batch(
                new BatchId(batchId),
                new TenantId(tenantId),
                clientRequestId,
                now,
                hold == null ? now.policy().hold() : hold,
                new Money(expectedTotal),
                expectedPayments,
                single,
                createdBy,
                createdAt);
        var current = new Totals(new Money(currentTotal), currentPayments);
        var keys = new HashSet<>(contributors);
        keys.add(createdBy);
        return new BatchState(batch, BatchStatus.of(shownStatus()), current, keys, releasedAt != null);
    }

    static Optional<BatchRow> bearing(TenantId tenant, String clientRequestId) {
        return BatchRow.<BatchRow>find("tenantId = ?1 and clientRequestId = ?2", tenant.value(), clientRequestId)
                .firstResultOptional();
    }

    /** Whom a second bearer of its clientRequestId is told of: the payment that it was issued with, too. */
    Taken taken() {
        @Nullable
        PaymentId alone = single
                ? PaymentRow.<PaymentRow>find("batchId = ?1 order by paymentId", batchId)
                        .firstResultOptional()
                        .map(row -> new PaymentId(row.paymentId))
                        .orElse(null)
                : null;
        return new Taken(Reference.CLIENT_REQUEST_ID, new BatchId(batchId), alone);
    }

    private void askNothing() {
        askedStatus = null;
        askedCommand = null;
    }
}
