package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.outbound.db.FenceRow.Issued;
import io.remithub.orchestrator.outbound.db.Table.Key;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record PostingRow(
        @Key String paymentId,
        @Key int claimIndex,
        @Key int issuance,
        @Key Purpose purpose,
        Posting.Outcome outcome,
        @Nullable String transactionId,
        long amount,
        @Nullable String reasonCode,
        @Nullable String subdomain,
        @Nullable String locationId,
        @Nullable Long ledgerAmount) {

    /** What is decided of a posting leaves it without an outcome, until that is told. */
    static Stream<PostingRow> of(Payment payment) {
        var id = payment.id();
        return Stream.concat(
                payment.claims().stream().flatMap(claim -> of(id, claim.index(), payment.issuance(), claim.postings())),
                payment.undoing().stream().flatMap(it -> of(id, it.claimIndex(), it.issuance(), it.postings())));
    }

    private static Stream<PostingRow> of(String paymentId, int claimIndex, int issuance, Postings postings) {
        return postings.outcomes().entrySet().stream()
                .map(it -> of(paymentId, claimIndex, issuance, it.getKey(), it.getValue()));
    }

    private static PostingRow of(String paymentId, int claimIndex, int issuance, Purpose purpose, Posting posting) {
        return new PostingRow(
                paymentId,
                claimIndex,
                issuance,
                purpose,
                posting.outcome(),
                posting.transactionId(),
                posting.amount(),
                posting.reasonCode(),
                posting.place().subdomain(),
                posting.place().locationId(),
                posting.ledgerAmount());
    }

    /** That it is of. */
    Issued claim() {
        return new Issued(paymentId, claimIndex, issuance);
    }

    Posting posting() {
        return new Posting(
                outcome, transactionId, amount, reasonCode, new Posting.Place(subdomain, locationId), ledgerAmount);
    }
}
