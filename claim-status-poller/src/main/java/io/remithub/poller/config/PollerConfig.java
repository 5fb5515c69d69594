package io.remithub.poller.config;

import io.remithub.poller.domain.Schedule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When the clearinghouse is asked, and how much at once. */
@ConfigMapping(prefix = "poller")
public interface PollerConfig {

    /** How long after a ticket was submitted it is polled first; the wait doubles from then on. */
    Duration pollFirst();

    /** The longest wait between two polls, whatever the clearinghouse wishes. */
    Duration pollCap();

    /** How long the clearinghouse keeps a ticket. */
    Duration ticketTtl();

    /** How often a ticket is submitted before the claim counts as overdue. */
    @Min(1)
    int generations();

    /** How long after the answer "in process" a claim is asked about again. */
    Duration recheckAfter();

    /** How often a claim is asked about again before it counts as overdue. */
    int rechecks();

    /** When the clearinghouse refuses our credential: how often one call tries whether it still does. */
    Duration credentialWait();

    /** What a lease lasts beyond the time-out of a call: how late a killed process is noticed. */
    Duration leaseMargin();

    /** How often due tickets are looked for when nothing wakes the loop. */
    @WithDefault("PT0.5S")
    Duration idle();

    /** How many calls run at once. */
    @Min(1)
    @WithDefault("32")
    int concurrency();

    default Schedule schedule() {
        return new Schedule(
                pollFirst(), pollCap(), ticketTtl(), generations(), recheckAfter(), rechecks(), credentialWait());
    }
}
