package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_step")
@SuppressWarnings("NullAway.Init")
class StepRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long stepId;

    String paymentId;
    String status;

    @Nullable
    String reasonCode;

    String actorKind;

    @Nullable
    String cause;

    Instant at;

    static StepRow of(String paymentId, Step step) {
        var row = new StepRow();
        row.paymentId = paymentId;
        row.status = step.status();
        row.reasonCode = step.reasonCode();
        row.actorKind = step.by();
        row.cause = step.causationId();
        row.at = step.at();
        return row;
    }

    Step view() {
        return new Step(status, at, actorKind, reasonCode, cause);
    }
}
