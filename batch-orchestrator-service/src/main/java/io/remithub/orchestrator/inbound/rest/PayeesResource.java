package io.remithub.orchestrator.inbound.rest;

import io.remithub.operators.Faults;
import io.remithub.operators.Role;
import io.remithub.orchestrator.application.ReadLedger;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/payees/{payeeKey}/adjustments")
@Tag(name = "Payees")
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
@Blocking
class PayeesResource {

    private static final int MOST = 100;

    private final ReadLedger readLedger;

    PayeesResource(ReadLedger readLedger) {
        this.readLedger = readLedger;
    }

    @GET
    @Operation(
            operationId = "listPayeeAdjustments",
            summary = "Balances that remittances carried over for a payee",
            description =
                    "Forwarded balances (FB) and recovered overpayments (WO), by the key of their identifier; what a"
                            + " void undid is there the other way round. In open, what does not net to nothing.")
    @APIResponse(responseCode = "200", description = "A page; empty for a payee of whom nothing was carried over")
    @APIResponse(responseCode = "400", description = "The cursor or the limit is out of bounds")
    @APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
    @APIResponse(responseCode = "403", description = "The token lacks the role")
    public Adjustments adjustments(
            @PathParam("payeeKey") @Pattern(regexp = Text.WITHOUT_NUL) String payeeKey,
            @QueryParam("cursor") @DefaultValue("0") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        long after = faults.whole("cursor", cursor, 0, Long.MAX_VALUE);
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.refuse();
        return Adjustments.page(readLedger.of(payeeKey, after, most + 1), most);
    }
}
