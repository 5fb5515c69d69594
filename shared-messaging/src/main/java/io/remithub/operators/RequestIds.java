package io.remithub.operators;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.remithub.messaging.Ids;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Every request has an id, the caller's own if it has a sane one: on the answer, whatever it is, and in the log. */
@ApplicationScoped
class RequestIds {

    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CORRELATION_ID = "X-Correlation-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(RequestIds::identify, FIRST);
    }

    private static void identify(RoutingContext routing) {
        @Nullable String given = saneHeader(routing.request(), REQUEST_ID);
        String id = given == null ? Ids.next() : given;
        routing.response().putHeader(REQUEST_ID, id);
        @Nullable String correlation = saneHeader(routing.request(), CORRELATION_ID);
        if (correlation != null) {
            routing.response().putHeader(CORRELATION_ID, correlation);
        }
        MDC.put("requestId", id);
        routing.next();
    }

    private static @Nullable String saneHeader(HttpServerRequest request, String name) {
        @Nullable String value = request.getHeader(name);
        return value != null && SANE.matcher(value).matches() ? value : null;
    }
}
