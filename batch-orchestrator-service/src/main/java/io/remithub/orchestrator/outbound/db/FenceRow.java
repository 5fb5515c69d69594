package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Undoing;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A claim of an issuance that was voided after its posting had been asked for. */
@Entity
@Table(name = "fence")
@NullUnmarked
class FenceRow {

    @Embeddable
    record Id(
            @Column(name = "payment_id") String paymentId,
            @Column(name = "claim_index") int claimIndex,
            int issuance) {}

    @EmbeddedId
    Id id;

    static FenceRow of(String paymentId, Undoing undoing) {
        var row = new FenceRow();
        row.id = new Id(paymentId, undoing.claimIndex(), undoing.issuance());
        return row;
    }

    Undoing undoing(Postings postings) {
        return new Undoing(id.claimIndex(), id.issuance(), postings);
    }
}
