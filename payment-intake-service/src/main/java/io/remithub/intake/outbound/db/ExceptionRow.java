package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView.Cause;
import io.remithub.intake.application.DetailedView.OpenException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_exception")
@SuppressWarnings("NullAway.Init")
class ExceptionRow extends PanacheEntityBase {

    @Id
    String exceptionId;

    String paymentId;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Cause> causes;

    Instant openedAt;

    @Nullable
    Instant resolvedAt;

    @Nullable
    String resolution;

    OpenException view() {
        return new OpenException(exceptionId, openedAt, List.copyOf(causes));
    }
}
