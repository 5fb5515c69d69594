package io.remithub.poller.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Read only, and without what is sealed: tickets are written by {@link SqlTickets}. */
@Entity
@Immutable
@Table(name = "ticket")
@NullUnmarked
class TicketEntity extends PanacheEntityBase {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "claim_key")
    String claimKey;

    String state;
    String reason;
    int generation;
    int rechecks;

    @Column(name = "integrex_id")
    String integrexId;

    String category;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "closed_at")
    Instant closedAt;
}
