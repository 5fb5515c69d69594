package io.remithub.poller.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Read only: written by {@link SqlSubscriptions}. */
@Entity
@Immutable
@Table(name = "subscriber")
@NullUnmarked
class SubscriberEntity extends PanacheEntityBase {

    @EmbeddedId
    Key key;

    int issuance;

    @Column(name = "joined_at")
    Instant joinedAt;

    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1;

        @Column(name = "ticket_id")
        String ticketId;

        @Column(name = "payment_id")
        String paymentId;

        @Column(name = "claim_index")
        int claimIndex;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && ticketId.equals(key.ticketId)
                    && paymentId.equals(key.paymentId)
                    && claimIndex == key.claimIndex;
        }

        @Override
        public int hashCode() {
            return Objects.hash(ticketId, paymentId, claimIndex);
        }
    }
}
