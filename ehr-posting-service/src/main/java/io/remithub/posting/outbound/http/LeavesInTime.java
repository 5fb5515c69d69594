package io.remithub.posting.outbound.http;

import io.remithub.posting.application.Leaving;
import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/**
 * The last looks before a request leaves: what was held up for too long stays here. One before a connection is asked for,
 * and one when the connection is there and the body written, and only the socket is left.
 */
@Priority(Integer.MAX_VALUE)
public final class LeavesInTime implements ClientRequestFilter, WriterInterceptor {

    private static final String DEPARTURE = Departure.class.getName();

    /** The request has not left. */
    static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLate() {
            super(null, null, false, false);
        }
    }

    private record Departure(Leaving leaving, RestClientRequestContext request) {}

    @Override
    public void filter(ClientRequestContext request) {
        if (Leaving.current() instanceof Leaving leaving) {
            if (leaving.isOver()) {
                throw new TooLate();
            }
            var its = ((ClientRequestContextImpl) request).getRestClientRequestContext();
            request.setProperty(DEPARTURE, new Departure(leaving, its));
        }
    }

    /** Another thread's than the caller's. */
    @Override
    public void aroundWriteTo(WriterInterceptorContext body) throws IOException {
        body.proceed();
        if (body.getProperty(DEPARTURE) instanceof Departure(var leaving, var request) && leaving.isOver()) {
            request.getHttpClientRequest().reset(); // its connection is kept for it otherwise
            throw new TooLate();
        }
    }
}
