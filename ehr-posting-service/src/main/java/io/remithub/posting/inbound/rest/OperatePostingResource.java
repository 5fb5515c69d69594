package io.remithub.posting.inbound.rest;

import io.remithub.operators.CurrentOperator;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.posting.application.OperatePosting;
import io.remithub.posting.application.OperatePosting.Result;
import io.remithub.posting.application.OperatePosting.Word;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators do to one posting; each on record in /audit. */
@Path("/postings/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Postings")
@Blocking
@RolesAllowed({Role.OPERATOR, Role.APPROVER})
@APIResponse(responseCode = "204", description = "Done; the payment follows")
@APIResponse(responseCode = "400", description = "No reason is given, or a member is out of bounds")
@APIResponse(responseCode = "401", description = "No valid token")
@APIResponse(
        responseCode = "403",
        description = "The token lacks the role; or four-eyes: two people decide it, on the worklist")
@APIResponse(responseCode = "404", description = "There is no posting by this id")
@APIResponse(responseCode = "409", description = "It does not fit where the posting stands")
class OperatePostingResource {

    private final OperatePosting operate;
    private final CurrentOperator operator;

    OperatePostingResource(OperatePosting operate, CurrentOperator operator) {
        this.operate = operate;
        this.operator = operator;
    }

    /**
     * @param reason why; no patient's data in it
     * @param evidence what it rests on, at the partner
     */
    record Reasoned(
            @NotBlank @Size(max = 500) @Nullable String reason,
            @Size(min = 1, max = 200) @Nullable String evidence) {}

    /** @param transactionId what the partner knows the posting as */
    record Link(
            @NotBlank @Size(max = 100) @Nullable String transactionId,
            @NotBlank @Size(max = 500) @Nullable String reason) {}

    @POST
    @Path("/retry")
    @Operation(
            operationId = "retryPosting",
            summary = "Try again, as far as that can do nothing twice",
            description = "What was rejected is sent under a new reference. What may be there is looked up, and sent"
                    + " again only where it is proven absent. What differs from the ledger is compared again.")
    public void retry(@PathParam("id") String id, @Valid @NotNull @Nullable Reasoned why) {
        answer(operate.retry(id, word(why)));
    }

    @POST
    @Path("/confirm-manually")
    @Operation(
            operationId = "confirmPosting",
            summary = "It is there, by an operator's word",
            description = "Nothing is sent. Where the partner says otherwise later, both are told.")
    public void confirm(@PathParam("id") String id, @Valid @NotNull @Nullable Reasoned why) {
        answer(operate.confirm(id, word(why)));
    }

    @POST
    @Path("/links")
    @Operation(
            operationId = "linkPosting",
            summary = "This transaction at the partner is it",
            description = "It is confirmed by what the partner has said of that transaction, or by what the ledger"
                    + " shows of it, and never sent again by itself.")
    public void link(@PathParam("id") String id, @Valid @NotNull @Nullable Link link) {
        if (link == null || link.transactionId() == null || link.reason() == null) {
            throw new IllegalStateException("validated before");
        }
        answer(operate.link(id, link.transactionId(), new Word(operator.name(), link.reason(), null)));
    }

    private Word word(@Nullable Reasoned why) {
        if (why == null || why.reason() == null) {
            throw new IllegalStateException("validated before");
        }
        return new Word(operator.name(), why.reason(), why.evidence());
    }

    private static void answer(Result result) {
        switch (result) {
            case DONE -> {}
            case UNKNOWN -> throw OperatorProblems.notFound();
            case NOT_ALLOWED ->
                throw OperatorProblems.of(409, "action-not-allowed", "The posting does not allow this action")
                        .withDetail("It does not fit where the posting stands.")
                        .build();
            case FOUR_EYES ->
                throw OperatorProblems.of(403, "four-eyes", "Another person has to decide")
                        .withDetail("Two people decide it, on the worklist of the orchestrator.")
                        .build();
            case TAKEN ->
                throw OperatorProblems.of(409, "transaction-taken", "The transaction is another posting's")
                        .withDetail("A transaction at the partner is one posting, and no other.")
                        .build();
        }
    }
}
