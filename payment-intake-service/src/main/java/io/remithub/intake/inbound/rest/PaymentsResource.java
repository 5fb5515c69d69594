package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.AcceptPayment;
import io.remithub.intake.application.IssuePayment;
import io.remithub.intake.application.ReleaseBatch;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.inbound.rest.body.CreatePayment;
import io.remithub.intake.inbound.rest.body.Release;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Payments")
@SecurityRequirement(name = "api-key")
public class PaymentsResource {

    private final RequestReader reader;
    private final AcceptPayment acceptPayment;
    private final ReleaseBatch releaseBatch;
    private final Once once;
    private final CurrentCaller caller;

    PaymentsResource(
            RequestReader reader,
            AcceptPayment acceptPayment,
            ReleaseBatch releaseBatch,
            Once once,
            CurrentCaller caller) {
        this.reader = reader;
        this.acceptPayment = acceptPayment;
        this.releaseBatch = releaseBatch;
        this.once = once;
        this.caller = caller;
    }

    /** What a payer keeps of an issued payment. */
    public record Issued(String batchId, String paymentId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issuePayment",
            summary = "Issue a payment",
            description = "Accepts one claim payment with its remittance; it makes a batch of one, started at once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CreatePayment.class)))
    @APIResponse(
            responseCode = "201",
            description = "Accepted; Location names the payment",
            content = @Content(schema = @Schema(implementation = Issued.class)))
    @APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
    @APIResponse(responseCode = "404", description = "No such account")
    @APIResponse(responseCode = "409", description = "A reference is taken; the body names its batch and payment")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(responseCode = "415", description = "The body is not application/json")
    @APIResponse(responseCode = "422", description = "Refused by a rule of the account, or too large to carry on")
    public Response issue(byte[] body) {
        var request = reader.read(body, CreatePayment.class);
        var command = new IssuePayment(
                caller.get(),
                request.clientRequestId(),
                request.accountShortCode(),
                request.subAccountShortCode(),
                Remittances.of(request.payment()),
                body);
        return once.answer(body, () -> switch (acceptPayment.handle(command)) {
            case AcceptPayment.Outcome.Accepted(var batchId, var paymentId) ->
                Answer.created("/api/v1/payments/" + paymentId, new Issued(batchId.value(), paymentId.value()));
            case AcceptPayment.Outcome.Refused(var rejection) ->
                throw Rejections.of(rejection, ClaimPlaces.of(request.payment(), "/payment"));
        });
    }

    @POST
    @Path("/{paymentId: [0-9a-f]{32}}/release")
    @Needs(Scope.PAYMENTS_RELEASE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "releasePayment",
            summary = "Release a held payment",
            description = "Of a payment issued alone, this releases its batch. In a larger batch the account must allow"
                    + " it, but what a rule holds can always be released by name. Released again, nothing happens.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Release.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "400", description = "Malformed, or the body names another batch")
    @APIResponse(responseCode = "403", description = "Dual control: another key must release")
    @APIResponse(responseCode = "404", description = "No such payment or batch")
    @APIResponse(responseCode = "409", description = "Not held, or not to be released by itself")
    public Response release(@PathParam("paymentId") String paymentId, byte[] body) {
        var request = reader.read(body, Release.class);
        var release = new ReleaseBatch.Release(caller.get(), request.batchId(), request.releasedBy());
        return once.answer(body, () -> Decisions.answer(releaseBatch.one(release, new PaymentId(paymentId))));
    }
}
