package io.remithub.posting.application;

import java.time.Duration;

/** How long a call may take, and who is to be woken when there is work. */
public interface PostingPace {

    /** Longer than the longest call. */
    Duration lease();

    /** Once the running transaction has committed. */
    void workIsDue();
}
