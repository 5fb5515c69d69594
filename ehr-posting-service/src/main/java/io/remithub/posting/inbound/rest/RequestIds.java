package io.remithub.posting.inbound.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.remithub.messaging.Ids;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Every request has an id, the caller's own if it has a sane one: on the answer and in the log. */
@ApplicationScoped
class RequestIds {

    private static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(RequestIds::identify, FIRST);
    }

    private static void identify(RoutingContext routing) {
        var given = routing.request().getHeader(HEADER);
        var id = given != null && SANE.matcher(given).matches() ? given : Ids.next();
        routing.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        routing.next();
    }
}
