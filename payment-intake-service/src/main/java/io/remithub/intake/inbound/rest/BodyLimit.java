package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.remithub.intake.config.IntakeConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * A body that says that it is too large, or that it is compressed, is refused before it is read; the server cuts off
 * those that are too large without saying so.
 */
@ApplicationScoped
class BodyLimit {

    private static final int AFTER_REQUEST_IDS = 900;
    private static final int LONGEST_LENGTH = 18;
    private static final String PLAIN = "identity";

    private final long limit;
    private final DoorRefusal tooLarge;
    private final DoorRefusal encoded;

    BodyLimit(IntakeConfig config, ObjectMapper json) {
        this.limit = config.largestBody().asLongValue();
        this.tooLarge = DoorRefusal.of(Problems.BODY_TOO_LARGE, "A body has at most " + limit + " bytes.", json);
        this.encoded = DoorRefusal.of(Problems.UNKNOWN_ENCODING, "Send it without Content-Encoding.", json);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_REQUEST_IDS);
    }

    private void check(RoutingContext routing) {
        @Nullable String length = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        @Nullable String encoding = routing.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        boolean hasBody = length == null
                ? routing.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.equals("0");
        if (isTooLarge(length)) {
            tooLarge.answer(routing);
        } else if (hasBody && encoding != null && !encoding.equalsIgnoreCase(PLAIN)) {
            encoded.answer(routing);
        } else {
            routing.next();
        }
    }

    private boolean isTooLarge(@Nullable String length) {
        return length != null && (length.length() > LONGEST_LENGTH || Long.parseLong(length) > limit);
    }
}
