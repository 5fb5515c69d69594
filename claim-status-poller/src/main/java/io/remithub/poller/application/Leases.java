package io.remithub.poller.application;

import io.remithub.poller.application.CallBudget.Postponed;
import java.time.Duration;
import java.util.List;

/** Who does which ticket's next step. Every method within the caller's transaction, and by the database's clock. */
public interface Leases {

    /** Leases what is due, oldest first, passing over what others are taking; what was queued is now submitting. */
    List<Lease> take(int limit, Duration lease);

    /** Ends leases whose step is not done now; those that have been leased anew stay as they are. */
    void postpone(List<Postponed> postponed);
}
