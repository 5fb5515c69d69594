package io.remithub.poller.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Read only: written by {@link SqlTickets} and {@link SqlSubscriptions}. */
@Entity
@Immutable
@Table(name = "ticket_change")
@NullUnmarked
class ChangeEntity extends PanacheEntityBase {

    @Id
    Long id;

    @Column(name = "ticket_id")
    String ticketId;

    Instant at;

    @Column(name = "from_state")
    String fromState;

    @Column(name = "to_state")
    String toState;

    String reason;

    @Column(name = "http_status")
    Integer httpStatus;
}
