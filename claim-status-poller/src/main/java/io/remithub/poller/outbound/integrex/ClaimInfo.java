package io.remithub.poller.outbound.integrex;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** {@code /claim-info}: POST submits, GET polls. Bodies are read by us, so that none can be too large or too odd. The current trace goes
 * along by OpenTelemetry's instrumentation of the client. */
@RegisterRestClient(configKey = "integrex")
@Path("/claim-info")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface ClaimInfo {

    @POST
    Response submit(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, ClaimInfoRequest request);

    @GET
    Response poll(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @QueryParam("id") String id);
}
