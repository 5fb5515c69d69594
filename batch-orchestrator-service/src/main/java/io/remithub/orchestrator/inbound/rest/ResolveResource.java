package io.remithub.orchestrator.inbound.rest;

import io.remithub.operators.CurrentOperator;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.orchestrator.application.ResolveException;
import io.remithub.orchestrator.application.ResolveException.Outcome;
import io.remithub.orchestrator.domain.About;
import io.remithub.orchestrator.domain.Action;
import io.remithub.schemas.ExceptionCode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/exceptions/{id}/resolve")
@Tag(name = "Worklist")
@RolesAllowed({Role.OPERATOR, Role.APPROVER})
@Blocking
class ResolveResource {

    private final ResolveException resolveException;
    private final CurrentOperator operator;

    ResolveResource(ResolveException resolveException, CurrentOperator operator) {
        this.resolveException = resolveException;
        this.operator = operator;
    }

    /**
     * @param claimIndex only what stands in this claim's way; null: in any's
     * @param code only what bears this code; null: any
     * @param undoing only what hinders the undoing of a voided issuance, or only what does not; null: both
     * @param version of the exception as it was seen: refused when its causes have changed since; null: as it stands
     * @param note why; no patient's data in it
     * @param evidence the partner's or the payer's reference: what a confirmation rests on
     */
    record Decision(
            @NotNull @Pattern(regexp = "approve|retry|confirm|cancel|void") @Nullable
            String action,

            @PositiveOrZero @Nullable Integer claimIndex,
            @Nullable String code,
            @Nullable Boolean undoing,
            @Nullable Integer version,

            @NotBlank @Size(max = 500) @Pattern(regexp = Text.WITHOUT_NUL) @Nullable
            String note,

            @Size(min = 1, max = 200) @Pattern(regexp = Text.WITHOUT_NUL) @Nullable
            String evidence) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveException",
            summary = "Decide what becomes of it",
            description =
                    "Each cause says which actions it allows: approve lets pass, retry asks again for what failed and"
                            + " for nothing else, confirm takes the operator's word on evidence, cancel leaves it, void undoes the"
                            + " payment. It is done to all causes that allow it, or to those of claimIndex, code and undoing alone. What four eyes decide waits until another person with the role approver decides the same.")
    @APIResponse(responseCode = "204", description = "Carried out; the payment goes on")
    @APIResponse(responseCode = "202", description = "Proposed: another person has to decide the same")
    @APIResponse(responseCode = "400", description = "No such action or code, no note, or no evidence")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(
            responseCode = "403",
            description = "The token lacks the role; or four-eyes: another person has to decide")
    @APIResponse(responseCode = "404", description = "No exception is open by this id")
    @APIResponse(
            responseCode = "409",
            description =
                    "None of its causes, or of those named, allows the action; or undoing-not-named: a confirmation"
                            + " fits a posting and what undoes one; or causes-changed: since the version")
    public Response resolve(
            @PathParam("id") @Pattern(regexp = Text.WITHOUT_NUL) String id,
            @Valid @NotNull @Nullable Decision decision) {
        if (decision == null || decision.action() == null || decision.note() == null) {
            throw new IllegalStateException("validated before");
        }
        var action = Action.of(decision.action()).orElseThrow();
        if (isBlank(decision.evidence()) && (action == Action.CONFIRM || decision.evidence() != null)) {
            throw OperatorProblems.malformed("/evidence", "must name what the confirmation rests on");
        }
        var decided = new ResolveException.Decision(
                action,
                new About(decision.claimIndex(), code(decision.code()), decision.undoing()),
                decision.version(),
                operator.name(),
                operator.may(Role.APPROVER),
                decision.note(),
                decision.evidence());
        return switch (resolveException.resolve(id, decided)) {
            case Outcome.CarriedOut _ -> Response.noContent().build();
            case Outcome.Proposed _ -> Response.accepted().build();
            case Outcome.Unknown _ -> throw OperatorProblems.notFound();
            case Outcome.NotAllowed(var code) ->
                throw OperatorProblems.of(409, code, "The exception does not allow this action")
                        .withDetail("Each cause says which actions it allows, and what unblocks it.")
                        .build();
            case Outcome.CausesChanged _ ->
                throw OperatorProblems.of(409, "causes-changed", "The exception's causes have changed")
                        .withDetail("Look at it again, and decide about what stands in the way now.")
                        .build();
            case Outcome.AnotherPerson _ ->
                throw OperatorProblems.of(403, "four-eyes", "Another person has to decide")
                        .withDetail("What one person proposed, another with the role approver confirms.")
                        .build();
        };
    }

    private static @Nullable ExceptionCode code(@Nullable String wire) {
        try {
            return wire == null ? null : ExceptionCode.of(wire);
        } catch (IllegalArgumentException none) {
            throw OperatorProblems.malformed("/code", "must be the code of a cause");
        }
    }

    private static boolean isBlank(@Nullable String evidence) {
        return evidence == null || evidence.isBlank();
    }
}
