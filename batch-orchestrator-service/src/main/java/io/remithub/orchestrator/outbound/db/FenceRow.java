package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Undoing;
import io.remithub.orchestrator.outbound.db.Table.Key;
import java.util.stream.Stream;

/** A claim of an issuance that was voided and may have been posted: what undoes it has been asked for. */
record FenceRow(Issued issued) {

    /** A claim of any issuance, voided or not. */
    record Issued(
            @Key String paymentId, @Key int claimIndex, @Key int issuance) {}

    static Stream<FenceRow> of(Payment payment) {
        return payment.undoing().stream()
                .map(it -> new FenceRow(new Issued(payment.id(), it.claimIndex(), it.issuance())));
    }

    Undoing undoing(Postings postings) {
        return new Undoing(issued.claimIndex(), issued.issuance(), postings, true);
    }
}
