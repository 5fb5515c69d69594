package io.remithub.posting.outbound.nexhealth;

import io.remithub.posting.outbound.http.LeavesInTime;
import io.remithub.posting.outbound.http.TraceHeader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** NexHealth as it is called. Answers are read by {@link io.remithub.posting.outbound.http.PartnerCalls}. */
@RegisterRestClient(configKey = "nexhealth")
@RegisterProvider(TraceHeader.class)
@RegisterProvider(LeavesInTime.class)
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "Nex-Api-Version", value = "${nexhealth.api-version}")
interface NexHealthApi {

    @POST
    @Path("authenticates")
    Response authenticate(@HeaderParam(HttpHeaders.AUTHORIZATION) String apiKey);

    /** The types of a location, or, by its transaction id, what a ledger has of a transaction. */
    @GET
    @Path("{list}")
    Response list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("list") String list,
            @QueryParam("subdomain") String subdomain,
            @QueryParam("location_id") String locationId,
            @QueryParam("transaction_id") @Nullable String transactionId);

    @POST
    @Path("payment_transactions")
    Response pay(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("subdomain") String subdomain,
            @QueryParam("location_id") String locationId,
            NewTransaction.Payment body);

    @POST
    @Path("adjustment_transactions")
    Response adjust(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("subdomain") String subdomain,
            @QueryParam("location_id") String locationId,
            NewTransaction.Adjustment body);

    @GET
    @Path("sync_status")
    Response syncStatus(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("subdomain") String subdomain,
            @QueryParam("location_id") String locationId);

    @GET
    @Path("webhook_endpoints")
    Response endpoints(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

    @POST
    @Path("webhook_endpoints")
    Response register(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Map<String, String> body);

    @PATCH
    @Path("webhook_endpoints/{id}")
    Response reactivate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("id") String id,
            Map<String, Boolean> body);

    @GET
    @Path("webhook_endpoints/{id}/webhook_subscriptions")
    Response subscriptions(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("id") String id,
            @QueryParam("subdomain") String subdomain);

    @PATCH
    @Path("webhook_endpoints/{id}/webhook_subscriptions/{subscription}")
    Response resume(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("id") String id,
            @PathParam("subscription") String subscription,
            @QueryParam("subdomain") String subdomain,
            Map<String, Boolean> body);

    @POST
    @Path("webhook_endpoints/{id}/webhook_subscriptions")
    Response subscribe(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("id") String id,
            @QueryParam("subdomain") String subdomain,
            Map<String, String> body);
}
