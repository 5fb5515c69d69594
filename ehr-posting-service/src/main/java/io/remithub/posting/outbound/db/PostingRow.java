package io.remithub.posting.outbound.db;

import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.Posting.Reference;
import io.remithub.posting.domain.Posting.Tries;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A posting as a row. Its lease is moved by statements of {@link PanachePostings} alone. */
@Entity(name = "Posting")
@Table(name = "posting")
@SuppressWarnings("NullAway.Init")
class PostingRow {

    @Id
    String id;

    @Column(name = "payment_id", updatable = false)
    String paymentId;

    @Column(name = "claim_index", updatable = false)
    int claimIndex;

    @Column(updatable = false)
    int issuance;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Purpose purpose;

    @Column(name = "tenant_id", updatable = false)
    String tenantId;

    @Enumerated(EnumType.STRING)
    Effect effect;

    @Column(name = "undoes_payment_id")
    @Nullable
    String undoesPaymentId;

    @Column(name = "undoes_claim_index")
    @Nullable
    Integer undoesClaimIndex;

    @Column(name = "undoes_issuance")
    @Nullable
    Integer undoesIssuance;

    long amount;

    @Enumerated(EnumType.STRING)
    PostingState state;

    @Nullable
    String reason;

    int attempts;

    int lookups;

    boolean retried;

    int generation;

    @Column(name = "attempted_at")
    @Nullable
    Instant attemptedAt;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "transaction_id")
    @Nullable
    String transactionId;

    @Nullable
    String subdomain;

    @Column(name = "location_id")
    @Nullable
    String locationId;

    @Column(name = "partner_id")
    @Nullable
    String partnerId;

    @Nullable
    String reported;

    @Column(name = "reported_reason")
    @Nullable
    String reportedReason;

    @Column(name = "reported_shown")
    @Nullable
    Long reportedShown;

    boolean approved;

    @Column(name = "cause_id", updatable = false)
    @Nullable
    String causeId;

    @Column(updatable = false)
    @Nullable
    String traceparent;

    @Column(name = "lease_epoch", insertable = false, updatable = false)
    long leaseEpoch;

    @Column(name = "changed_at")
    Instant changedAt;

    static PostingRow of(String id, Posting posting, Instant now) {
        var row = new PostingRow();
        var key = posting.key();
        row.id = id;
        row.paymentId = key.paymentId();
        row.claimIndex = key.claimIndex();
        row.issuance = key.issuance();
        row.purpose = key.purpose();
        row.tenantId = posting.tenantId();
        row.causeId = posting.origin().eventId();
        row.traceparent = posting.origin().traceparent();
        row.take(posting, now);
        return row;
    }

    void take(Posting posting, Instant now) {
        effect = posting.effect();
        amount = posting.amount();
        state = posting.state();
        reason = posting.reason();
        approved = posting.approved();
        changedAt = now;
        take(posting.undoes());
        take(posting.tries());
        take(posting.reference());
        var told = posting.reported();
        reported = told == null ? null : told.code();
        reportedReason = told == null ? null : told.reason();
        reportedShown = told == null ? null : told.shown();
    }

    private void take(@Nullable ClaimKey undoes) {
        undoesPaymentId = undoes == null ? null : undoes.paymentId();
        undoesClaimIndex = undoes == null ? null : undoes.claimIndex();
        undoesIssuance = undoes == null ? null : undoes.issuance();
    }

    private void take(Tries tries) {
        attempts = tries.attempts();
        lookups = tries.lookups();
        retried = tries.retried();
        generation = tries.generation();
        attemptedAt = tries.attemptedAt();
        dueAt = tries.dueAt();
    }

    private void take(Reference reference) {
        transactionId = reference.transactionId();
        subdomain = reference.subdomain();
        locationId = reference.locationId();
        partnerId = reference.partnerId();
    }

    Posting posting() {
        return new Posting(
                new PostingKey(paymentId, claimIndex, issuance, purpose),
                tenantId,
                effect,
                undoes(),
                amount,
                state,
                reason,
                new Tries(attempts, lookups, retried, generation, attemptedAt, dueAt),
                new Reference(transactionId, subdomain, locationId, partnerId),
                reported == null ? null : new Outcome(reported, reportedReason, reportedShown),
                approved,
                new Origin(causeId, traceparent));
    }

    private @Nullable ClaimKey undoes() {
        return undoesPaymentId == null || undoesClaimIndex == null || undoesIssuance == null
                ? null
                : new ClaimKey(undoesPaymentId, undoesClaimIndex, undoesIssuance);
    }
}
