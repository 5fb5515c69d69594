package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.PaymentId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The payer's request, sealed for its payment: a row for every issuance that was sent with something else. */
@Entity
@Table(name = "payment_request")
@IdClass(PaymentRequestRow.Version.class)
@SuppressWarnings("NullAway.Init")
class PaymentRequestRow extends PanacheEntityBase {

    /** From which issuance of which payment on. */
    record Version(String paymentId, int issuance) implements Serializable {}

    @Id
    String paymentId;

    @Id
    int issuance;

    byte[] sealed;

    /** What was found of it, unless the payment's own row tells. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    List<Finding> findings;

    /** What the issuance was sent with. */
    static PaymentRequestRow of(PaymentId payment, int issuance) {
        return PaymentRequestRow.<PaymentRequestRow>find(
                        "paymentId = ?1 and issuance <= ?2 order by issuance desc", payment.value(), issuance)
                .firstResultOptional()
                .orElseThrow();
    }
}
