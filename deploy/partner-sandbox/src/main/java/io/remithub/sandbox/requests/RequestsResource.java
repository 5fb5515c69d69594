package io.remithub.sandbox.requests;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/requests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RequestsResource {
    record Listing(List<Call> requests) {}

    private final Requests requests;

    RequestsResource(Requests requests) {
        this.requests = requests;
    }

    @GET
    public Listing list(
            @RestQuery @Nullable String partner,
            @RestQuery @Nullable String operation,
            @RestQuery @Nullable String reference) {
        return new Listing(requests.all().stream()
                .filter(call -> partner == null || partner.equals(call.partner()))
                .filter(call -> operation == null || operation.equals(call.operation()))
                .filter(call -> reference == null || reference.equals(call.reference()))
                .toList());
    }

    @DELETE
    public void clear() {
        requests.clear();
    }
}
