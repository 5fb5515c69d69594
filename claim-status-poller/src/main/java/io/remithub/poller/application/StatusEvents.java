package io.remithub.poller.application;

import io.remithub.poller.domain.Decision.Report;
import java.time.Instant;
import java.util.List;

/** What the clearinghouse says, told to those who asked; within the caller's transaction. */
public interface StatusEvents {

    void tell(List<Told> told);

    record Told(String ticketId, List<Subscriber> subscribers, Report report, Instant at) {
        Told to(List<Subscriber> subscribers) {
            return new Told(ticketId, subscribers, report, at);
        }
    }
}
