package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.AddPayments;
import io.remithub.intake.application.AddPayments.Adding;
import io.remithub.intake.application.ChangePayment;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.inbound.rest.body.PaymentBody;
import io.remithub.intake.inbound.rest.body.PaymentsBody;
import io.remithub.intake.inbound.rest.body.PaymentsReader;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payments put into a batch, replaced and taken out. */
@Path("/api/v1/payments/batch/{batchId: [0-9a-f]{32}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
@SecurityRequirement(name = "api-key")
@APIResponse(responseCode = "401", description = "No valid API key")
@APIResponse(responseCode = "404", description = "No such batch or payment")
public class BatchPaymentsResource {

    private static final byte[] NO_BODY = {};

    private final PaymentsReader paymentsReader;
    private final RequestReader reader;
    private final AddPayments addPayments;
    private final ChangePayment changePayment;
    private final Once once;
    private final CurrentCaller caller;

    BatchPaymentsResource(
            PaymentsReader paymentsReader,
            RequestReader reader,
            AddPayments addPayments,
            ChangePayment changePayment,
            Once once,
            CurrentCaller caller) {
        this.paymentsReader = paymentsReader;
        this.reader = reader;
        this.addPayments = addPayments;
        this.changePayment = changePayment;
        this.once = once;
        this.caller = caller;
    }

    /** @param paymentId of the first one, as in the payer's guide */
    public record Added(String paymentId, List<AddedPayment> payments) {}

    public record AddedPayment(String issuerReferenceId, String paymentId, String status) {}

    @POST
    @Path("/add")
    @Operation(
            operationId = "addPayments",
            summary = "Add payments to a batch",
            description =
                    "All of them or none, at most 5,000 a request, while the batch is open or held, and never beyond"
                            + " its control totals.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PaymentsBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "Added, in the order of the request",
            content = @Content(schema = @Schema(implementation = Added.class)))
    @APIResponse(responseCode = "400", description = "Malformed: every fault of every payment is listed")
    @APIResponse(
            responseCode = "409",
            description = "References are taken, the batch is no longer open, or beyond its control totals")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(responseCode = "422", description = "Refused by a rule of the account, or too large to carry on")
    public Response add(@PathParam("batchId") String batchId, InputStream body) throws IOException {
        var adding = addPayments.begin(caller.get(), new BatchId(batchId)).orElseThrow(Problems::notFound);
        var places = new ClaimPlaces();
        byte[] hash = NO_BODY;
        if (once.isKept()) {
            var hashing = new DigestInputStream(body, Hash.begin());
            read(hashing, adding, places);
            hash = hashing.getMessageDigest().digest();
        } else {
            read(body, adding, places);
        }
        return once.answerStream(hash, () -> switch (addPayments.finish(adding)) {
            case AddPayments.Outcome.Added(var payments) -> Answer.ok(added(payments));
            case AddPayments.Outcome.Refused(var rejection) -> throw Rejections.of(rejection, places);
        });
    }

    private void read(InputStream body, Adding adding, ClaimPlaces places) throws IOException {
        paymentsReader.read(body, (index, payment, raw) -> {
            if (!adding.take(Remittances.of(payment), Requests.of(raw))) {
                places.add(index, payment, "/payments/" + index);
            }
        });
    }

    private static Added added(List<AddPayments.Accepted> payments) {
        return new Added(
                payments.getFirst().id().value(),
                payments.stream()
                        .map(payment -> new AddedPayment(
                                payment.issuerReferenceId(), payment.id().value(), Payment.FIRST_STATUS))
                        .toList());
    }

    @PUT
    @Path("/payments/{paymentId: [0-9a-f]{32}}")
    @Operation(
            operationId = "replacePayment",
            summary = "Replace a payment of a batch",
            description = "While both wait: other terms and claims under the same issuerReferenceId.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PaymentBody.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
    @APIResponse(responseCode = "409", description = "No longer to be changed, or beyond the control totals")
    @APIResponse(responseCode = "422", description = "Refused by a rule of the account, or too large to carry on")
    public Response replace(
            @PathParam("batchId") String batchId, @PathParam("paymentId") String paymentId, byte[] body) {
        var payment = reader.read(body, PaymentBody.class);
        return once.answer(
                body,
                () -> Decisions.answer(
                        changePayment.replace(
                                caller.get(),
                                new BatchId(batchId),
                                new PaymentId(paymentId),
                                Remittances.of(payment),
                                Requests.of(body)),
                        ClaimPlaces.of(payment, "")));
    }

    @DELETE
    @Path("/payments/{paymentId: [0-9a-f]{32}}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "removePayment",
            summary = "Take a payment out of a batch",
            description = "While both wait. It ends Cancelled, leaves the totals, and keeps its reference. Taken out"
                    + " again, nothing happens.")
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "409", description = "No longer to be changed")
    public Response remove(@PathParam("batchId") String batchId, @PathParam("paymentId") String paymentId) {
        return once.answer(
                NO_BODY,
                () -> Decisions.answer(
                        changePayment.remove(caller.get(), new BatchId(batchId), new PaymentId(paymentId))));
    }
}
