package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_step")
@SuppressWarnings("NullAway.Init")
class StepRow extends PanacheEntityBase {

    @Id
    Long stepId;

    String paymentId;
    String status;

    @Nullable
    String reasonCode;

    String actorKind;

    @Nullable
    String cause;

    Instant at;

    Step view() {
        return new Step(status, at, actorKind, reasonCode, cause);
    }
}
