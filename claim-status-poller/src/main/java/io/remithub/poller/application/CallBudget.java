package io.remithub.poller.application;

import java.time.Duration;
import java.util.List;

/**
 * How often the clearinghouse may be asked: with our credential, and for each payer. Shared by all replicas, and spent
 * before a call is made. Never within a transaction: what was asked was asked.
 */
public interface CallBudget {

    /** @return how many of so many tickets are worth taking now */
    int worthTaking(int wanted);

    /** Spends a call for each ticket that may go now. */
    Admission admit(List<Lease> leases);

    /** A call beyond the one of a ticket's step. */
    void spendAnother();

    /** Calls a second, and at most as many at once. */
    record Rates(int ofCredential, int ofPayer) {}

    /** @param postponed those whose payer, or whose credential, has spent what it may */
    record Admission(List<Lease> admitted, List<Postponed> postponed) {}

    /** @param after until it has a chance to go */
    record Postponed(Lease lease, Duration after) {}
}
