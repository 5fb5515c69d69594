package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Purpose;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "posting")
@NullUnmarked
class PostingRow {

    @Embeddable
    record Id(
            @Column(name = "payment_id") String paymentId,
            @Column(name = "claim_index") int claimIndex,
            int issuance,
            @Enumerated(EnumType.STRING) Purpose purpose) {}

    @EmbeddedId
    Id id;

    @Enumerated(EnumType.STRING)
    Posting.Outcome outcome;

    @Column(name = "transaction_id")
    String transactionId;

    long amount;

    @Column(name = "reason_code")
    String reasonCode;

    String subdomain;

    @Column(name = "location_id")
    String locationId;

    @Column(name = "ledger_amount")
    Long ledgerAmount;

    static PostingRow of(Id id) {
        var row = new PostingRow();
        row.id = id;
        return row;
    }

    PostingRow take(Posting posting) {
        outcome = posting.outcome();
        transactionId = posting.transactionId();
        amount = posting.amount();
        reasonCode = posting.reasonCode();
        subdomain = posting.place().subdomain();
        locationId = posting.place().locationId();
        ledgerAmount = posting.ledgerAmount();
        return this;
    }

    Posting posting() {
        return new Posting(
                outcome, transactionId, amount, reasonCode, new Posting.Place(subdomain, locationId), ledgerAmount);
    }
}
