package io.remithub.orchestrator.application;

import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.MovingBatch;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import java.util.function.Function;

/** A payer's event on its way to the batch that it is about, or to one of its payments. */
record BatchCommand(ReceivedEvent event, Trigger trigger, Moves moves) {

    Batch batch() {
        return moving().now();
    }

    void tell(Function<Batch, Ruling<Batch>> command) {
        switch (moving().take(trigger, command)) {
            case Ruling.Taken<Batch> _ -> {}
            case Ruling.Ignored<Batch>(var why) -> Counts.ignored(why);
            case Ruling.Refused<Batch>(var code) -> {
                Counts.refused(code);
                moves.refuse(batch(), type(), code, trigger);
            }
        }
    }

    /** The payment follows its batch first: it may not have got to it yet. */
    void tell(String paymentId, Function<Payment, Ruling<Payment>> command) {
        if (moves.has(paymentId)) {
            moves.tell(paymentId, trigger, batch()::lead);
            moves.command(type(), paymentId, trigger, command);
        } else {
            moves.refuse(batch(), paymentId, type(), "payment-unknown", trigger);
        }
    }

    private MovingBatch moving() {
        var moving = moves.batches().get(event.key());
        if (moving == null) {
            throw new IllegalStateException("batch %s is unknown".formatted(event.key()));
        }
        return moving;
    }

    private String type() {
        return event.payload().getSchema().getName();
    }
}
