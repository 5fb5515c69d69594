package io.remithub.orchestrator.application;

import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Precedents;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The payments that come in within one transaction, with what is known of their claims and of earlier payments. */
final class Incoming {

    private final Set<ClaimKey> registered;
    private final Map<String, Precedents> precedents;
    private final Map<String, List<SealedClaims.Part>> parts = new LinkedHashMap<>();
    private final Set<String> replaced = new HashSet<>();

    /** @param precedents by the event that each came with */
    Incoming(Set<ClaimKey> registered, Map<String, Precedents> precedents) {
        this.registered = registered;
        this.precedents = precedents;
    }

    void accept(BatchCommand command, PaymentAccepted accepted) {
        var remitted = new Remitted(command.event(), accepted.getPayment());
        var policy = Headers.policy(accepted.getBatch().getPolicy());
        command.accept(Payment.accepted(
                remitted.terms(policy, command.trigger().traceparent()),
                remitted.claims(registered),
                precedents(remitted)));
        parts.put(accepted.getPayment().getPaymentId(), remitted.parts());
    }

    void replace(BatchCommand command, PaymentReplaced by) {
        var remitted = new Remitted(command.event(), by.getPayment());
        var id = by.getPayment().getPaymentId();
        if (command.tell(id, payment -> replace(payment, remitted, command.trigger()))) {
            parts.put(id, remitted.parts());
            replaced.add(id);
        }
    }

    /** What its payment came with stays: a replacement brings no policy of its own. */
    private Ruling<Payment> replace(Payment payment, Remitted by, Trigger trigger) {
        return payment.replace(
                by.terms(payment.terms().policy(), trigger.traceparent()), by.claims(registered), precedents(by));
    }

    private Precedents precedents(Remitted remitted) {
        return precedents.getOrDefault(remitted.event().id(), Precedents.NONE);
    }

    List<SealedClaims.Part> parts() {
        return parts.values().stream().flatMap(List::stream).toList();
    }

    /** Those whose parts may have been kept before. */
    Set<String> replaced() {
        return replaced;
    }
}
