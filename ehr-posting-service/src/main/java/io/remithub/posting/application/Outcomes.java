package io.remithub.posting.application;

import io.remithub.posting.domain.Posting;
import java.time.Instant;
import java.util.List;

/** Tells the rest of the hub, within the caller's transaction. */
public interface Outcomes {

    /** What is said of a posting. */
    record Told(Posting posting, Posting.Outcome outcome) {}

    void tell(List<Told> told, Instant at);
}
