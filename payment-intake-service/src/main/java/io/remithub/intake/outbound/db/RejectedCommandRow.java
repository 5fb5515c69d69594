package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView.RejectedCommand;
import io.remithub.intake.application.LifecycleFact.CommandLost;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "rejected_command")
@SuppressWarnings("NullAway.Init")
class RejectedCommandRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long rejectionId;

    String commandId;

    String batchId;

    @Nullable
    String paymentId;

    String commandType;
    String code;
    String status;
    Instant at;

    static RejectedCommandRow of(CommandLost lost) {
        var row = new RejectedCommandRow();
        row.commandId = lost.command().commandId();
        row.batchId = lost.batch().value();
        row.paymentId = lost.payment() == null ? null : lost.payment().value();
        row.commandType = lost.command().type();
        row.code = lost.command().code();
        row.status = lost.command().status();
        row.at = lost.command().at();
        return row;
    }

    RejectedCommand view() {
        return new RejectedCommand(commandId, commandType, code, status, at);
    }
}
