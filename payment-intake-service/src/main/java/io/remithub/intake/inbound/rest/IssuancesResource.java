package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.ChangeIssuance;
import io.remithub.intake.application.IssuanceCommand;
import io.remithub.intake.application.IssuanceCommand.Asked;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.inbound.rest.body.Reissue;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.remithub.intake.inbound.rest.body.Settlement;
import io.remithub.intake.inbound.rest.body.VoidRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payments voided, issued again, and reported as settled. */
@Path("/api/v1/payments/{paymentId: [0-9a-f]{32}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Payments")
@SecurityRequirement(name = "api-key")
@APIResponse(responseCode = "204", description = "Accepted")
@APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
@APIResponse(responseCode = "404", description = "No such payment")
public class IssuancesResource {

    private final RequestReader reader;
    private final ChangeIssuance changeIssuance;
    private final Once once;
    private final CurrentCaller caller;

    IssuancesResource(RequestReader reader, ChangeIssuance changeIssuance, Once once, CurrentCaller caller) {
        this.reader = reader;
        this.changeIssuance = changeIssuance;
        this.once = once;
        this.caller = caller;
    }

    @POST
    @Path("/void")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "voidPayment",
            summary = "Void a payment",
            description = "From Loading to Completed, and while it is Reissuing: as long as any of it is available."
                    + " What was posted of it is undone.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VoidRequest.class)))
    @APIResponse(
            responseCode = "409",
            description = "status-not-voidable: held payments are cancelled; no-available-balance: settled or voided")
    public Response voidPayment(@PathParam("paymentId") String paymentId, @Context HttpHeaders headers, byte[] body) {
        var request = OptionalBody.isAbsent(body, headers)
                ? new VoidRequest(null, null)
                : reader.read(body, VoidRequest.class);
        return answer(body, new IssuanceCommand.Void(asked(paymentId, request.voidedBy(), request.reason())));
    }

    @POST
    @Path("/reissue")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "reissuePayment",
            summary = "Issue a voided payment again",
            description = "Once a void, under the same ids and the next issuanceNumber. What is not given stays as it"
                    + " was; a new payee without shippingDetails gets it at their own address.")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Reissue.class)))
    @APIResponse(responseCode = "409", description = "not-voided")
    @APIResponse(responseCode = "422", description = "Refused by a rule of the account")
    public Response reissue(@PathParam("paymentId") String paymentId, @Context HttpHeaders headers, byte[] body) {
        if (OptionalBody.isAbsent(body, headers)) {
            return answer(body, new IssuanceCommand.Reissue(asked(paymentId, null, null), Reissues.none(reader)));
        }
        var request = reader.read(body, Reissue.class);
        return answer(
                body,
                new IssuanceCommand.Reissue(
                        asked(paymentId, request.reissuedBy(), request.reason()),
                        Reissues.terms(request, body, reader)));
    }

    @POST
    @Path("/settle")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "settlePayment",
            summary = "Report a payment as settled",
            description = "Its money was drawn, whole: none of it is available any more. Of a check, the clearinghouse"
                    + " reports it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Settlement.class)))
    @APIResponse(
            responseCode = "409",
            description = "already-settled, or status-not-settleable: not released, voided or over")
    public Response settle(@PathParam("paymentId") String paymentId, byte[] body) {
        var request = reader.read(body, Settlement.class);
        return answer(body, new IssuanceCommand.Settle(asked(paymentId, null, null), request.settledOn()));
    }

    private Asked asked(String paymentId, @Nullable String person, @Nullable String reason) {
        return new Asked(caller.get(), new PaymentId(paymentId), person, reason);
    }

    private Response answer(byte[] body, IssuanceCommand command) {
        return once.answer(body, () -> Decisions.answer(changeIssuance.handle(command)));
    }
}
