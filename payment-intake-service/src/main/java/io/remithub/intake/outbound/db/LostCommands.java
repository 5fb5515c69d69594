package io.remithub.intake.outbound.db;

import io.remithub.intake.application.LifecycleFact.CommandLost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** What lost is shown beside what it was about, which is again as it was before; of those whose rows are locked. */
@ApplicationScoped
class LostCommands {

    private final CommandAnswers answers;
    private final EntityManager entities;

    LostCommands(CommandAnswers answers, EntityManager entities) {
        this.answers = answers;
        this.entities = entities;
    }

    /** Leaves nothing in memory: what comes before and after is written by statements. */
    void apply(CommandLost lost) {
        RejectedCommandRow.of(lost).persist();
        var batch = entities.find(BatchRow.class, lost.batch().value());
        if (lost.payment() == null) {
            batch.revision++;
            answers.lost(lost, batch);
        } else {
            var payment = entities.find(PaymentRow.class, lost.payment().value());
            payment.revision++;
            answers.lost(lost, batch, payment);
        }
        entities.flush();
        entities.clear();
    }
}
