package io.remithub.posting.outbound.http;

import io.remithub.posting.application.Leaving;
import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** The last look before a request leaves: what was held up for too long stays here. */
@Priority(Integer.MAX_VALUE)
public final class LeavesInTime implements ClientRequestFilter {

    /** The request has not left. */
    static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLate() {
            super(null, null, false, false);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (Leaving.isTooLate()) {
            throw new TooLate();
        }
    }
}
