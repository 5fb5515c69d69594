package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.AmendBatch;
import io.remithub.intake.application.CancelBatch;
import io.remithub.intake.application.OpenBatch;
import io.remithub.intake.application.OpenBatch.NewBatch;
import io.remithub.intake.application.ReleaseBatch;
import io.remithub.intake.application.StartBatch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.domain.Totals;
import io.remithub.intake.inbound.rest.body.AmendedTotals;
import io.remithub.intake.inbound.rest.body.Cancellation;
import io.remithub.intake.inbound.rest.body.CreateBatch;
import io.remithub.intake.inbound.rest.body.PartialRelease;
import io.remithub.intake.inbound.rest.body.Release;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
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

/** Batches opened, started, released, cancelled and amended. */
@Path("/api/v1/payments/batch")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
@SecurityRequirement(name = "api-key")
@APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
@APIResponse(responseCode = "401", description = "No valid API key")
@APIResponse(responseCode = "404", description = "No such batch, or no such account")
public class BatchesResource {

    private static final String ONE = "/{batchId: [0-9a-f]{32}}";

    private static final byte[] NO_BODY = {};

    private final RequestReader reader;
    private final OpenBatch openBatch;
    private final StartBatch startBatch;
    private final ReleaseBatch releaseBatch;
    private final CancelBatch cancelBatch;
    private final AmendBatch amendBatch;
    private final Once once;
    private final CurrentCaller caller;

    BatchesResource(
            RequestReader reader,
            OpenBatch openBatch,
            StartBatch startBatch,
            ReleaseBatch releaseBatch,
            CancelBatch cancelBatch,
            AmendBatch amendBatch,
            Once once,
            CurrentCaller caller) {
        this.reader = reader;
        this.openBatch = openBatch;
        this.startBatch = startBatch;
        this.releaseBatch = releaseBatch;
        this.cancelBatch = cancelBatch;
        this.amendBatch = amendBatch;
        this.once = once;
        this.caller = caller;
    }

    /** What a payer keeps of an opened batch. */
    public record Opened(String batchId) {}

    @POST
    @Operation(
            operationId = "openBatch",
            summary = "Open a batch",
            description = "To be filled with payments up to the control totals given here, and then started.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CreateBatch.class)))
    @APIResponse(
            responseCode = "201",
            description = "Opened; Location names the batch",
            content = @Content(schema = @Schema(implementation = Opened.class)))
    @APIResponse(responseCode = "409", description = "The clientRequestId is taken; the body names its batch")
    public Response open(byte[] body) {
        var request = reader.read(body, CreateBatch.class);
        var command = new NewBatch(
                caller.get(),
                request.clientRequestId(),
                request.accountShortCode(),
                request.subAccountShortCode(),
                new Totals(request.totalAmount(), request.numberOfPayments()));
        return once.answer(body, () -> switch (openBatch.handle(command)) {
            case OpenBatch.Outcome.Opened(var batchId) ->
                Answer.created("/api/v1/payments/batch/" + batchId, new Opened(batchId.value()));
            case OpenBatch.Outcome.Refused(var rejection) -> throw Rejections.of(rejection, ClaimPlaces.NONE);
        });
    }

    @POST
    @Path(ONE + "/start")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "startBatch",
            summary = "Start a batch",
            description = "Everything was added. Where the account holds, it waits to be released; else it goes out."
                    + " Started again, nothing happens.")
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "409", description = "Empty, cancelled, or not what the control totals say")
    public Response start(@PathParam("batchId") String batchId) {
        return start(new BatchId(batchId), NO_BODY);
    }

    @POST
    @Path(ONE + "/release")
    @Needs({Scope.PAYMENTS_WRITE, Scope.PAYMENTS_RELEASE})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "releaseBatch",
            summary = "Release a held batch; without a body, start it",
            description = "The body decides, never the batch's status: without one this is the guide's way to initiate"
                    + " a batch, and never releases. Released again, nothing happens.")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Release.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "403", description = "Dual control: another key must release")
    @APIResponse(responseCode = "409", description = "Not started, cancelled, or not what the control totals say")
    public Response release(@PathParam("batchId") String batchId, @Context HttpHeaders headers, byte[] body) {
        var id = new BatchId(batchId);
        if (OptionalBody.isAbsent(body, headers)) {
            caller.needs(Scope.PAYMENTS_WRITE);
            return start(id, body);
        }
        caller.needs(Scope.PAYMENTS_RELEASE);
        var request = reader.read(body, Release.class);
        var release = new ReleaseBatch.Release(caller.get(), request.batchId(), request.releasedBy());
        return once.answer(body, () -> Decisions.answer(releaseBatch.whole(release, id)));
    }

    @POST
    @Path(ONE + "/release-partial")
    @Needs(Scope.PAYMENTS_RELEASE)
    @Operation(
            operationId = "releasePartOfBatch",
            summary = "Release some payments of a held batch",
            description = "The rest stays held. From the first release on, the batch is no longer open.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PartialRelease.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "403", description = "Dual control: another key must release")
    @APIResponse(responseCode = "409", description = "Not started, not held, or not what the control totals say")
    public Response releasePartial(@PathParam("batchId") String batchId, byte[] body) {
        var request = reader.read(body, PartialRelease.class);
        var release = new ReleaseBatch.Release(caller.get(), null, request.releasedBy());
        var named = request.paymentIds().stream().map(PaymentId::new).toList();
        return once.answer(body, () -> Decisions.answer(releaseBatch.named(release, new BatchId(batchId), named)));
    }

    @POST
    @Path(ONE + "/cancel")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "cancelBatch",
            summary = "Cancel a batch",
            description = "While it is open or held: none of its payments goes out. Cancelled again, nothing happens.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Cancellation.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "409", description = "Released already")
    public Response cancel(@PathParam("batchId") String batchId, @Context HttpHeaders headers, byte[] body) {
        var by = OptionalBody.isAbsent(body, headers)
                ? null
                : reader.read(body, Cancellation.class).cancelledBy();
        return once.answer(body, () -> Decisions.answer(cancelBatch.handle(caller.get(), new BatchId(batchId), by)));
    }

    @PATCH
    @Path(ONE)
    @Operation(
            operationId = "amendBatch",
            summary = "Other control totals",
            description = "While the batch is open or held; never less than what is in it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AmendedTotals.class)))
    @APIResponse(responseCode = "204", description = "Accepted")
    @APIResponse(responseCode = "409", description = "No longer open, or less than what is in it")
    public Response amend(@PathParam("batchId") String batchId, byte[] body) {
        var request = reader.read(body, AmendedTotals.class);
        var totals = new Totals(request.totalAmount(), request.numberOfPayments());
        return once.answer(
                body,
                () -> Decisions.answer(
                        amendBatch.handle(caller.get(), new BatchId(batchId), totals, request.modifiedBy())));
    }

    private Response start(BatchId batch, byte[] body) {
        return once.answer(body, () -> Decisions.answer(startBatch.handle(caller.get(), batch)));
    }
}
