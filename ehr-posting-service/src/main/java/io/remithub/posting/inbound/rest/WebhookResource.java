package io.remithub.posting.inbound.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.remithub.posting.application.Notice;
import io.remithub.posting.application.TakeNotice;
import io.remithub.posting.application.WebhookSecrets;
import io.remithub.posting.config.DecodaConfig;
import io.remithub.posting.config.NexHealthConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What partners tell us by themselves: open, since the signature is the proof; stored before it is acknowledged. */
@Path("/webhooks")
@Consumes(MediaType.WILDCARD)
@Blocking
@PermitAll
public class WebhookResource {

    private final TakeNotice take;
    private final NexHealthConfig nexhealth;
    private final DecodaConfig decoda;
    private final WebhookSecrets learned;
    private final MeterRegistry metrics;

    WebhookResource(
            TakeNotice take,
            NexHealthConfig nexhealth,
            DecodaConfig decoda,
            WebhookSecrets learned,
            MeterRegistry metrics) {
        this.take = take;
        this.learned = learned;
        this.nexhealth = nexhealth;
        this.decoda = decoda;
        this.metrics = metrics;
    }

    @POST
    @Path("/nexhealth")
    @Operation(summary = "What became of a transaction, by NexHealth")
    public Response nexhealth(@HeaderParam("signature") @Nullable String signature, byte[] body) {
        return take("nexhealth", signature, body, nexhealth.webhookSecret(), Notices::nexhealth);
    }

    @POST
    @Path("/decoda")
    @Operation(summary = "What became of a charge, by Decoda")
    public Response decoda(@HeaderParam("signature") @Nullable String signature, byte[] body) {
        return take("decoda", signature, body, decoda.webhookSecret(), Notices::decoda);
    }

    private Response take(
            String partner,
            @Nullable String signature,
            byte @Nullable [] body,
            List<String> secrets,
            Function<byte[], @Nullable Notice> read) {
        if (body == null
                || !(Signatures.good(body, signature, secrets)
                        || Signatures.good(body, signature, learned.of(partner)))) {
            return counted(partner, "forged", Response.Status.UNAUTHORIZED);
        }
        var notice = read.apply(body);
        if (notice == null) {
            // Nothing that could ever be understood gets better by being sent again.
            return counted(partner, "unreadable", Response.Status.NO_CONTENT);
        }
        take.handle(notice);
        return counted(partner, "taken", Response.Status.NO_CONTENT);
    }

    private Response counted(String partner, String result, Response.Status status) {
        metrics.counter("hub.webhooks", "partner", partner, "result", result).increment();
        return Response.status(status).build();
    }
}
