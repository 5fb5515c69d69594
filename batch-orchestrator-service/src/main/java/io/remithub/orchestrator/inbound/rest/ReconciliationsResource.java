package io.remithub.orchestrator.inbound.rest;

import io.remithub.operators.CurrentOperator;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.orchestrator.application.Reconcile;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A day's payments, followed from payer to ledger. */
@Path("/reconciliations/{day}")
@Tag(name = "Reconciliation")
@Blocking
@APIResponse(responseCode = "400", description = "It is no day")
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
class ReconciliationsResource {

    private static final String CSV = "text/csv";
    private static final int LAST_YEAR = 9_999;

    private final Reconcile reconcile;
    private final CurrentOperator operator;

    ReconciliationsResource(Reconcile reconcile, CurrentOperator operator) {
        this.reconcile = reconcile;
        this.operator = operator;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "getReconciliation",
            summary = "Issued, remitted, posted and confirmed, by account and location, and why they differ",
            description = "Of the payments that were accepted on that day (UTC), as they stand now.")
    @APIResponse(responseCode = "200", description = "The report, as JSON, or as CSV where text/csv is accepted")
    public ReconciliationReport report(@PathParam("day") String day) {
        return ReconciliationReport.of(reconcile.report(day(day)));
    }

    @GET
    @Produces(CSV + ";qs=0.5")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(hidden = true)
    public String csv(@PathParam("day") String day) {
        return ReconciliationCsv.of(report(day));
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "reconcile",
            summary = "Reconcile a day now",
            description = "What differs and is under nobody's eyes becomes an exception. What is confirmed is compared"
                    + " with the partners' ledgers again: what differs there follows, as an exception too.")
    @APIResponse(responseCode = "200", description = "The report")
    public ReconciliationReport run(@PathParam("day") String text) {
        var day = day(text);
        reconcile.run(day, operator.name());
        @Nullable String last = "";
        while (last != null) {
            last = reconcile.check(day, last);
        }
        return report(text);
    }

    private static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() > 0 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException none) {
            // out of bounds, too
        }
        throw OperatorProblems.malformed("/day", "must be a day, as in 2026-01-31");
    }
}
