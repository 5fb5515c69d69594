package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.FindPayment;
import io.remithub.intake.application.SeePatients;
import io.remithub.intake.domain.PaymentId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payments as their payer sees them. */
@Path("/api/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
@SecurityRequirement(name = "api-key")
public class PaymentQueriesResource {

    private final FindPayment findPayment;
    private final SeePatients seePatients;
    private final DetailsJson details;
    private final CurrentCaller caller;

    PaymentQueriesResource(
            FindPayment findPayment, SeePatients seePatients, DetailsJson details, CurrentCaller caller) {
        this.findPayment = findPayment;
        this.seePatients = seePatients;
        this.details = details;
        this.caller = caller;
    }

    /** @param nextCursor absent where the list ends */
    record PaymentList(List<PaymentJson> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listPayments",
            summary = "Payments, page by page",
            description = "In the order of creation. All filters must hold; of several statuses, any.")
    @APIResponse(
            responseCode = "200",
            description = "A page; it is the last one where there is no nextCursor",
            content = @Content(schema = @Schema(implementation = PaymentList.class)))
    public Response list(@Context UriInfo uri) {
        var tenant = caller.get().tenant();
        var asked = Lists.payments(new Query(uri), tenant);
        return Response.ok(asked.payments(findPayment.page(tenant, asked.filter(), asked.slice())))
                .build();
    }

    @GET
    @Path("/{paymentId: [0-9a-f]{32}}")
    @Operation(operationId = "getPayment", summary = "A payment as it stands")
    @APIResponse(
            responseCode = "200",
            description = "The payment; its revision is the ETag",
            content = @Content(schema = @Schema(implementation = PaymentJson.class)))
    @APIResponse(responseCode = "304", description = "Not changed since If-None-Match")
    @APIResponse(responseCode = "404", description = "No such payment")
    public Response find(@PathParam("paymentId") String paymentId, @Context HttpHeaders headers) {
        var payment = findPayment
                .find(caller.get().tenant(), new PaymentId(paymentId))
                .orElseThrow(Problems::notFound);
        return Tagged.answer(headers, payment.revision(), () -> PaymentJson.of(payment));
    }

    @GET
    @Path("/{paymentId: [0-9a-f]{32}}/details")
    @Operation(
            operationId = "getPaymentDetails",
            summary = "All that is known of a payment",
            description = "The remittance as it was sent, findings, every step taken, and what it waits for."
                    + " What identifies a patient is masked unless the key may read it; then the look is on record.")
    @APIResponse(
            responseCode = "200",
            description = "The details",
            content = @Content(schema = @Schema(implementation = DetailsJson.Details.class)))
    @APIResponse(responseCode = "304", description = "Not changed since If-None-Match")
    @APIResponse(responseCode = "404", description = "No such payment")
    public Response findDetails(@PathParam("paymentId") String paymentId, @Context HttpHeaders headers) {
        var found = findPayment
                .findDetails(caller.get().tenant(), new PaymentId(paymentId))
                .orElseThrow(Problems::notFound);
        return Tagged.answer(headers, found.payment().revision(), () -> shown(found));
    }

    private Object shown(DetailedView view) {
        boolean clear = caller.get().maySeePatients();
        if (clear) {
            seePatients.record(caller.get(), view.payment());
        }
        return details.of(view, clear);
    }
}
