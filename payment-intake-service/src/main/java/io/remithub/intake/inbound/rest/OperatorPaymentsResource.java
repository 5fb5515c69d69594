package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.FindPayment;
import io.remithub.intake.application.SeePatients;
import io.remithub.intake.domain.PaymentId;
import io.remithub.operators.CurrentOperator;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Any tenant's payment as an operator sees it: what identifies patients is masked, or seen for a stated reason. */
@Path("/payments/{paymentId: [0-9a-f]{32}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN, Role.PHI})
public class OperatorPaymentsResource {

    private static final int LONGEST_REASON = 500;

    private final FindPayment findPayment;
    private final SeePatients seePatients;
    private final DetailsJson details;
    private final CurrentOperator operator;

    OperatorPaymentsResource(
            FindPayment findPayment, SeePatients seePatients, DetailsJson details, CurrentOperator operator) {
        this.findPayment = findPayment;
        this.seePatients = seePatients;
        this.details = details;
        this.operator = operator;
    }

    /** @param reason kept with who saw it; no patient's data in it */
    public record Look(@Nullable String reason) {}

    @GET
    public DetailsJson.Details find(@PathParam("paymentId") String paymentId) {
        return findPayment
                .findDetails(new PaymentId(paymentId))
                .map(view -> details.of(view, false))
                .orElseThrow(OperatorProblems::notFound);
    }

    /** Not a GET: it leaves a trace, and a reason has no place in a URL. */
    @POST
    @Path("/unmasked")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.PHI)
    public Response see(@PathParam("paymentId") String paymentId, @Nullable Look look) {
        var seen = seePatients
                .reveal(operator.name(), new PaymentId(paymentId), reason(look))
                .orElseThrow(OperatorProblems::notFound);
        return Response.ok(details.of(seen, true))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String reason(@Nullable Look look) {
        @Nullable String reason = look == null ? null : look.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw OperatorProblems.malformed("/reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        return reason;
    }
}
