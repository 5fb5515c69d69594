package io.remithub.posting.outbound.http;

import io.remithub.messaging.Traces;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Carries the running trace to the partner. */
public final class TraceHeader implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) {
        var traceparent = Traces.traceparent();
        if (traceparent != null) {
            request.getHeaders().putSingle("traceparent", traceparent);
        }
    }
}
