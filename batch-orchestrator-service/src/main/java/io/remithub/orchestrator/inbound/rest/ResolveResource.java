package io.remithub.orchestrator.inbound.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.operators.CurrentOperator;
import io.remithub.operators.Role;
import io.remithub.orchestrator.application.ResolveException;
import io.remithub.orchestrator.domain.Action;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/exceptions/{id}/resolve")
@Tag(name = "Worklist")
@RolesAllowed(Role.OPERATOR)
@Blocking
class ResolveResource {

    private final ResolveException resolveException;
    private final CurrentOperator operator;

    ResolveResource(ResolveException resolveException, CurrentOperator operator) {
        this.resolveException = resolveException;
        this.operator = operator;
    }

    /** @param note why; no patient's data in it */
    record Decision(
            @NotNull @Pattern(regexp = "approve|retry|confirm|cancel|void") @Nullable
            String action,

            @NotBlank @Size(max = 500) @Nullable String note) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveException",
            summary = "Decide what becomes of it",
            description = "retry asks again for what failed, and for nothing else. The decision is kept with its note.")
    @APIResponse(responseCode = "204", description = "Carried out; the payment goes on")
    @APIResponse(responseCode = "400", description = "No such action, or no note")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "The token lacks the role operator")
    @APIResponse(responseCode = "404", description = "No exception is open by this id")
    @APIResponse(responseCode = "409", description = "None of its causes allows the action")
    public void resolve(@PathParam("id") String id, @Valid @NotNull @Nullable Decision decision) {
        if (decision == null || decision.action() == null || decision.note() == null) {
            throw new IllegalStateException("validated before");
        }
        var action = Action.of(decision.action()).orElseThrow();
        switch (resolveException.resolve(id, action, operator.name(), decision.note())) {
            case CARRIED_OUT -> {}
            case UNKNOWN -> throw problem(404, "not-found", "No such resource", "No exception is open by this id.");
            case NOT_ALLOWED ->
                throw problem(
                        409,
                        "action-not-allowed",
                        "The exception does not allow this action",
                        "Each cause says in nextAction what unblocks it.");
        }
    }

    private static HttpProblem problem(int status, String code, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://remithub.io/problems/" + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("code", code)
                .build();
    }
}
