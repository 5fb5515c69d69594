package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.Worklist.Item;
import io.remithub.orchestrator.application.Worklist.Proposal;
import io.remithub.orchestrator.domain.About;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.ExceptionCause;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.orchestrator.domain.PaymentTerms;
import io.remithub.schemas.ExceptionCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_exception")
@NullUnmarked
class ExceptionRow {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "batch_id")
    String batchId;

    @Column(name = "payment_id")
    String paymentId;

    String[] codes;

    @JdbcTypeCode(SqlTypes.JSON)
    List<ExceptionCause> causes;

    int version;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "resolved_at")
    Instant resolvedAt;

    String resolution;

    /** Changes by single statements: the payment's own changes leave it alone. */
    @Column(insertable = false, updatable = false)
    String owner;

    /** Changes under the payment's lock. */
    @Column(name = "proposed_action")
    @Enumerated(EnumType.STRING)
    Action proposedAction;

    @Column(name = "proposed_claim_index")
    Integer proposedClaimIndex;

    @Column(name = "proposed_code")
    @Enumerated(EnumType.STRING)
    ExceptionCode proposedCode;

    @Column(name = "proposed_undoing")
    Boolean proposedUndoing;

    @Column(name = "proposed_by")
    String proposedBy;

    @Column(name = "proposed_at")
    Instant proposedAt;

    static ExceptionRow of(PaymentTerms terms, OpenException exception) {
        var row = new ExceptionRow();
        row.id = exception.id();
        row.tenantId = terms.tenantId();
        row.batchId = terms.batchId();
        row.paymentId = terms.paymentId();
        row.openedAt = exception.openedAt();
        return row.take(exception);
    }

    /** What was proposed was proposed of other causes. */
    ExceptionRow take(OpenException exception) {
        propose(null);
        version = exception.version();
        causes = exception.causes();
        codes = exception.causes().stream()
                .map(cause -> cause.code().wire())
                .distinct()
                .toArray(String[]::new);
        return this;
    }

    void propose(@Nullable Proposal proposal) {
        proposedAction = proposal == null ? null : proposal.action();
        proposedClaimIndex = proposal == null ? null : proposal.about().claimIndex();
        proposedCode = proposal == null ? null : proposal.about().code();
        proposedUndoing = proposal == null ? null : proposal.about().undoing();
        proposedBy = proposal == null ? null : proposal.by();
        proposedAt = proposal == null ? null : proposal.at();
    }

    Item item() {
        var proposal = proposedAction == null
                ? null
                : new Proposal(
                        proposedAction,
                        new About(proposedClaimIndex, proposedCode, proposedUndoing),
                        proposedBy,
                        proposedAt);
        return new Item(tenantId, batchId, paymentId, exception(), owner, proposal);
    }

    OpenException exception() {
        return new OpenException(id, openedAt, version, causes);
    }
}
