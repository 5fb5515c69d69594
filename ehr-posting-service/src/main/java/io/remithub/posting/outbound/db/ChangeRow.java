package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Postings.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step of a posting's history. */
@Entity(name = "PostingChange")
@Table(name = "posting_change")
@SuppressWarnings("NullAway.Init")
class ChangeRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "posting_id")
    String postingId;

    @Column(name = "from_state")
    @Nullable
    String fromState;

    @Column(name = "to_state")
    String toState;

    @Nullable
    String reason;

    Instant at;

    Change change() {
        return new Change(fromState, toState, reason, at);
    }
}
