package io.remithub.orchestrator.domain;

import java.util.List;
import java.util.stream.Stream;

/** A line of a payee's ledger: a balance that a remittance carries over, or the same the other way when that is undone. */
public record Takeback(Payee payee, String paymentId, int issuance, ProviderAdjustment adjustment) {

    /** Of a payment that is loaded. */
    static List<Takeback> booked(Payment payment) {
        return carried(payment).toList();
    }

    /** Of a payment that is not paid after all. */
    static List<Takeback> takenBack(Payment payment) {
        return carried(payment).map(Takeback::negated).toList();
    }

    private static Stream<Takeback> carried(Payment payment) {
        var terms = payment.terms();
        return terms.payeeKey() instanceof String key
                ? terms.providerAdjustments().stream()
                        .filter(ProviderAdjustment::isCarried)
                        .map(it -> new Takeback(new Payee(terms.tenantId(), key), payment.id(), payment.issuance(), it))
                : Stream.empty();
    }

    private Takeback negated() {
        return new Takeback(
                payee,
                paymentId,
                issuance,
                new ProviderAdjustment(adjustment.reasonCode(), -adjustment.amount(), adjustment.identifierKey()));
    }
}
