package io.remithub.poller.application;

import java.util.Collection;
import java.util.List;

/** Who waits for which ticket. Every method within the caller's transaction, whatever the number in few statements. */
public interface Subscriptions {

    /**
     * Lets each request wait for its claim's open ticket, opening one where there is none. A ticket that waits for the
     * calendar becomes due.
     *
     * @return the tickets opened
     */
    List<Opened> join(Collection<ClaimRequest> requests);

    /** @return the tickets that nobody waits for any more, and that ended with this; each with who left it */
    List<Stopped> leave(Collection<Subscriber> leaving);

    record Opened(String ticketId, Subscriber subscriber) {}

    record Stopped(String ticketId, Subscriber subscriber) {}
}
