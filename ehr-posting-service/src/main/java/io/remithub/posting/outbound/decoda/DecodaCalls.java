package io.remithub.posting.outbound.decoda;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.remithub.posting.config.PartnersConfig;
import io.remithub.posting.outbound.http.PartnerCalls;
import io.remithub.posting.outbound.http.Quota;
import io.remithub.posting.outbound.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Calls Decoda: one circuit for all of it. */
@Startup // what it counts is there before the first of it
@ApplicationScoped
class DecodaCalls {

    private final PartnerCalls calls;

    DecodaCalls(PartnersConfig partners, MeterRegistry metrics) {
        this.calls = new PartnerCalls("decoda", Quota.NONE, partners, metrics);
    }

    Reply call(String operation, Supplier<Response> request) {
        return calls.call(operation, request);
    }
}
