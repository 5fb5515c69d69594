package io.remithub.orchestrator.application;

import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.MovingBatch;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Totals;
import io.remithub.orchestrator.domain.Trigger;
import java.util.List;
import java.util.function.Function;

/** A payer's event on its way to the batch that it is about, or to one of its payments. */
record BatchCommand(ReceivedEvent event, Trigger trigger, Moves moves) {

    Batch batch() {
        return moving().now();
    }

    void accept(Payment payment) {
        moves.accept(payment, trigger);
        moves.tell(payment.id(), trigger, batch()::lead);
    }

    /** @return whether it had an effect */
    boolean tell(Function<Batch, Ruling<Batch>> command) {
        var ruling = moving().obey(trigger, command);
        switch (ruling) {
            case Ruling.Taken<Batch> _ -> {}
            case Ruling.Ignored<Batch> _ -> Counts.ignored();
            case Ruling.Refused<Batch>(var code) -> {
                Counts.refused(code);
                moves.refuse(batch(), type(), code, trigger);
            }
        }
        return ruling instanceof Ruling.Taken<Batch>;
    }

    /** @param counted what intake had accepted by then: all of it came before, so that another sum here is a mistake */
    void start(Totals counted) {
        if (tell(Batch::start) && !moving().current().equals(counted)) {
            throw new IllegalStateException(
                    "batch %s comes to %s, and intake counted %s".formatted(batch().id(), moving().current(), counted));
        }
    }

    /** Some by name: the batch answers, and beside it those alone that refuse. */
    void release(List<String> paymentIds) {
        tell(Batch::releasePartly);
        paymentIds.forEach(id -> tell(id, Payment::release, false));
    }

    /** @return whether it had an effect */
    boolean tell(String paymentId, Function<Payment, Ruling<Payment>> command) {
        return tell(paymentId, command, true);
    }

    /** The payment follows its batch first: it may not have got to it yet. */
    private boolean tell(String paymentId, Function<Payment, Ruling<Payment>> command, boolean answers) {
        if (!moves.has(paymentId)) {
            moves.refuse(batch(), paymentId, type(), "payment-unknown", trigger);
            return false;
        }
        moves.tell(paymentId, trigger, batch()::lead);
        return moves.command(type(), paymentId, trigger, command, answers);
    }

    private MovingBatch moving() {
        return moves.batch(event.key());
    }

    private String type() {
        return event.payload().getSchema().getName();
    }
}
