package io.remithub.orchestrator.application;

import io.quarkus.logging.Log;
import io.remithub.orchestrator.domain.About;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.MovingBatch;
import io.remithub.orchestrator.domain.MovingPayment;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The payments and batches that one transaction moves, decided in memory between the first lock and the last write. */
final class Moves {

    private final Map<String, MovingPayment> payments = new LinkedHashMap<>();
    private final Map<String, MovingBatch> batches = new TreeMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    Moves over(Collection<Payment> locked) {
        locked.forEach(payment -> payments.put(payment.id(), MovingPayment.of(payment)));
        return this;
    }

    void over(Batch read, boolean opened, Trigger trigger) {
        batches.putIfAbsent(read.id(), MovingBatch.of(read, opened, trigger));
    }

    Collection<MovingPayment> payments() {
        return payments.values();
    }

    Map<String, MovingBatch> batches() {
        return batches;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    MovingBatch batch(String batchId) {
        if (!(batches.get(batchId) instanceof MovingBatch moving)) {
            throw new IllegalStateException("batch %s is unknown".formatted(batchId));
        }
        return moving;
    }

    void accept(Payment payment, Trigger trigger) {
        payments.put(payment.id(), MovingPayment.accepted(payment, trigger));
        counting(payment.terms().batchId(), trigger).delta(trigger).changed(null, payment);
    }

    /** A payment that is not there takes nothing: it is told apart in the log. */
    void tell(String paymentId, Trigger trigger, Function<Payment, Ruling<Payment>> event) {
        if (payments.get(paymentId) instanceof MovingPayment moving) {
            rule(moving, trigger, () -> moving.take(trigger, event));
        } else {
            Log.warnf("payment %s is unknown: %s is ignored", paymentId, trigger.causeId());
        }
    }

    /**
     * A command is answered when it loses.
     *
     * @param answers whether the payment answers it otherwise, too
     * @return whether it had an effect
     */
    boolean command(
            String type,
            String paymentId,
            Trigger trigger,
            Function<Payment, Ruling<Payment>> command,
            boolean answers) {
        if (!(payments.get(paymentId) instanceof MovingPayment moving)) {
            return false;
        }
        var ruling =
                rule(moving, trigger, () -> answers ? moving.obey(trigger, command) : moving.take(trigger, command));
        if (ruling instanceof Ruling.Refused<Payment>(var code)) {
            var payment = moving.now();
            refusals.add(new Refusal(
                    payment.terms().tenantId(),
                    payment.terms().batchId(),
                    paymentId,
                    type,
                    code,
                    payment.status().wire(),
                    trigger));
        }
        return ruling instanceof Ruling.Taken<Payment>;
    }

    /** @return whether it had an effect */
    boolean resolve(String paymentId, Trigger trigger, Action action, About about) {
        return payments.get(paymentId) instanceof MovingPayment moving
                && rule(moving, trigger, () -> moving.resolve(trigger, action, about)) instanceof Ruling.Taken<Payment>;
    }

    void refuse(Batch batch, String type, String code, Trigger trigger) {
        refusals.add(new Refusal(
                batch.terms().tenantId(),
                batch.id(),
                null,
                type,
                code,
                batch.status().wire(),
                trigger));
    }

    /** A payment that is not there. */
    void refuse(Batch batch, String paymentId, String type, String code, Trigger trigger) {
        refusals.add(new Refusal(batch.terms().tenantId(), batch.id(), paymentId, type, code, "", trigger));
    }

    boolean has(String paymentId) {
        return payments.containsKey(paymentId);
    }

    private Ruling<Payment> rule(MovingPayment moving, Trigger trigger, Supplier<Ruling<Payment>> event) {
        var before = moving.now();
        var ruling = event.get();
        switch (ruling) {
            case Ruling.Taken<Payment> _ -> count(before, moving.now(), trigger);
            case Ruling.Ignored<Payment> _ -> Counts.ignored();
            case Ruling.Refused<Payment>(var code) -> Counts.refused(code);
        }
        return ruling;
    }

    /** What its batch does not count leaves the batch alone. */
    private void count(Payment before, Payment now, Trigger trigger) {
        if (before.status() != now.status()
                || before.terms().amount() != now.terms().amount()) {
            counting(now.terms().batchId(), trigger).delta(trigger).changed(before, now);
        }
    }

    private MovingBatch counting(String batchId, Trigger trigger) {
        return batches.computeIfAbsent(batchId, _ -> MovingBatch.counting(trigger));
    }
}
