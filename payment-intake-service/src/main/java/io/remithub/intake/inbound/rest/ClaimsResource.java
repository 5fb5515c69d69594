package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.RegisterClaims;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.inbound.rest.body.ClaimsBody;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Claims")
@SecurityRequirement(name = "api-key")
public class ClaimsResource {

    private final RequestReader reader;
    private final RegisterClaims registerClaims;
    private final CurrentCaller caller;

    ClaimsResource(RequestReader reader, RegisterClaims registerClaims, CurrentCaller caller) {
        this.reader = reader;
        this.registerClaims = registerClaims;
        this.caller = caller;
    }

    /** In the order of the request. */
    public record Registered(List<Claim> claims) {}

    /** @param claimKey names the claim in answers and events without telling whose it is */
    public record Claim(String claimKey) {}

    @POST
    @Needs(Scope.CLAIMS_WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerClaims",
            summary = "Register claims",
            description = "A bulk upsert, to be repeated at will: a claim that is registered as it stands changes"
                    + " nothing. Payments that wait for a claim go on by themselves.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClaimsBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    @APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
    @APIResponse(responseCode = "422", description = "Too large to carry on: each that is, is named")
    public Registered register(byte[] body) {
        var request = reader.read(body, ClaimsBody.class);
        var claims = request.claims().stream().map(ClaimRegistrations::of).toList();
        return switch (registerClaims.handle(caller.get().tenant(), claims)) {
            case RegisterClaims.Outcome.Registered(var keys) ->
                new Registered(keys.stream().map(Claim::new).toList());
            case RegisterClaims.Outcome.Refused(var rejection) -> throw Rejections.of(rejection, ClaimPlaces.NONE);
        };
    }
}
