package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The payer's request, sealed for its payment. */
@Entity
@Table(name = "payment_request")
@SuppressWarnings("NullAway.Init")
class PaymentRequestRow extends PanacheEntityBase {

    @Id
    String paymentId;

    byte[] sealed;
}
