package io.remithub.posting.outbound.http;

import java.time.Duration;

/** The calls that a partner allows, shared by all replicas. */
public interface Quota {

    /** As many as we like. */
    Quota NONE = atMost -> true;

    /** @return whether a call may be made, after waiting for it as long as given */
    boolean take(Duration atMost);

    /** The quotas there are. */
    interface Quotas {

        /** Never more in any minute: what may come at once and what is given back in a minute are together no more. */
        Quota of(String partner, int callsPerMinute);
    }
}
