package io.remithub.poller.application;

import java.time.Duration;

/** Whoever drives tickets can be told that some are due, or will be soon. */
public interface DueTickets {

    void wake();

    void wakeIn(Duration pause);
}
