package io.remithub.orchestrator.inbound.rest;

import io.remithub.orchestrator.application.PayeeLedger;
import io.remithub.orchestrator.application.ReadLedger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a payee's ledger; amounts in dollars, positive where they decrease a payment. */
record Adjustments(
        List<Entry> data, List<Open> open, @Nullable String nextCursor) {

    record Entry(
            Instant at,
            String tenantId,
            String paymentId,
            int issuanceNumber,
            String reasonCode,
            @Nullable String identifierKey,
            BigDecimal amount) {

        static Entry of(PayeeLedger.Line line) {
            var booked = line.booked();
            return new Entry(
                    line.at(),
                    booked.payee().tenantId(),
                    booked.paymentId(),
                    booked.issuance(),
                    booked.adjustment().reasonCode(),
                    booked.adjustment().identifierKey(),
                    BigDecimal.valueOf(booked.adjustment().amount(), 2));
        }
    }

    record Open(String reasonCode, @Nullable String identifierKey, BigDecimal amount) {}

    /** @param ledger one line more than the limit when there is another page */
    static Adjustments page(Ledger ledger, int limit) {
        var lines = ledger.lines();
        var shown = lines.stream().limit(limit).toList();
        return new Adjustments(
                shown.stream().map(Entry::of).toList(),
                ledger.open().stream()
                        .map(it -> new Open(it.reasonCode(), it.identifierKey(), BigDecimal.valueOf(it.amount(), 2)))
                        .toList(),
                lines.size() > limit ? Long.toString(shown.getLast().id()) : null);
    }
}
