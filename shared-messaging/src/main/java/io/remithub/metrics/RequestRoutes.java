package io.remithub.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Requests are counted by the route that took them, refused or not, and never by the path as a caller wrote it: there is
 * no end of those, and one may name a patient.
 */
@Singleton
class RequestRoutes implements HttpServerMetricsTagsContributor {

    private static final String REQUESTS = "http.server.requests";
    private static final String TEMPLATE = "UrlPathTemplate";
    private static final String URI = "uri";

    @Override
    public Tags contribute(Context context) {
        return ((HttpServerRequestInternal) context.request()).context().getLocal(TEMPLATE) instanceof String route
                ? Tags.of(URI, route)
                : Tags.empty();
    }

    /** Who leaves before the answer may leave before a route was found. */
    @Produces
    @Singleton
    MeterFilter withoutAnAnswer() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return REQUESTS.equals(id.getName()) && "RESET".equals(id.getTag("status"))
                        ? id.replaceTags(Tags.of(id.getTags()).and(URI, "UNKNOWN"))
                        : id;
            }
        };
    }
}
