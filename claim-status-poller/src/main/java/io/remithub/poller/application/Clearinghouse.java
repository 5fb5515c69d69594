package io.remithub.poller.application;

import io.remithub.poller.domain.Answer;

/** The clearinghouse. Whatever it does is an {@link Answer}; both calls may be repeated without harm. */
public interface Clearinghouse {

    Answer submit(Submission submission);

    /** @param chargeAmount what the claim was billed, cents */
    Answer poll(String integrexId, long chargeAmount);
}
