package io.remithub.posting.outbound.decoda;

import io.remithub.posting.outbound.http.LeavesInTime;
import io.remithub.posting.outbound.http.TraceHeader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Decoda as it is called. */
@RegisterRestClient(configKey = "decoda")
@RegisterProvider(TraceHeader.class)
@RegisterProvider(LeavesInTime.class)
@ClientHeaderParam(name = "API-KEY", value = "${decoda.api-key}")
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface DecodaApi {

    /** The amount is what is owed, as whole cents; {@code customAmount} is the same. */
    record NewCharge(
            String patientId,
            long totalOutstanding,
            long customAmount,
            String externalId,
            String status,
            String description) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** Takes so much off a charge. */
    record NewAdjustment(String chargeId, long amount, String reason) {}

    @POST
    @Path("charge/create")
    Response create(@HeaderParam("TENANT") String tenant, NewCharge charge);

    @POST
    @Path("charge/adjust")
    Response adjust(@HeaderParam("TENANT") String tenant, NewAdjustment adjustment);

    @GET
    @Path("charge/list")
    Response list(@HeaderParam("TENANT") String tenant, @QueryParam("external_id") String externalId);

    @GET
    @Path("charge/get/{id}")
    Response get(@HeaderParam("TENANT") String tenant, @PathParam("id") String id);

    /** Where charges are told of, and which events. */
    record NewWebhook(String url, List<String> subscriptions) {}

    @POST
    @Path("webhook/create")
    Response register(@HeaderParam("TENANT") String tenant, NewWebhook webhook);
}
