package io.remithub.poller.application;

/** Whoever drives tickets can be told that some are due. */
public interface DueTickets {

    void wake();
}
