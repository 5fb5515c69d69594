package io.remithub.posting.application;

import io.remithub.posting.domain.Posting;
import java.time.Instant;

/** Tells the rest of the hub, within the caller's transaction. */
public interface Outcomes {

    void tell(Posting posting, Posting.Outcome outcome, Instant at);
}
