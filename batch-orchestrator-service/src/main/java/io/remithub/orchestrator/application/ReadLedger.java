package io.remithub.orchestrator.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What remittances carried over for a payee, and what is still open of it. */
@ApplicationScoped
public class ReadLedger {

    private static final int MOST_OPEN = 100;

    /** @param open of the whole ledger, whatever the page */
    public record Ledger(List<PayeeLedger.Line> lines, List<PayeeLedger.Carried> open) {}

    private final PayeeLedger ledger;

    ReadLedger(PayeeLedger ledger) {
        this.ledger = ledger;
    }

    @Transactional
    public Ledger of(String payeeKey, long after, int limit) {
        return new Ledger(ledger.lines(payeeKey, after, limit), ledger.carried(payeeKey, MOST_OPEN));
    }
}
