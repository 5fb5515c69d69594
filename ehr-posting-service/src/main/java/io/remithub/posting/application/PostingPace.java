package io.remithub.posting.application;

import java.time.Duration;

/** How long a call may take, whether any is made, and who is to be woken when there is work. */
public interface PostingPace {

    /** How much older than the ledger's last read an attempt must be before its absence proves anything. */
    Duration readLag();

    /** Longer than the longest call. */
    Duration lease();

    /** What was sent may be forgotten: nothing is, before all that would be was looked for. */
    boolean blind();

    /** Once the running transaction has committed. */
    void workIsDue();
}
