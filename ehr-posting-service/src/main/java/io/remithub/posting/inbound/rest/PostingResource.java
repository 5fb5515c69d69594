package io.remithub.posting.inbound.rest;

import io.remithub.operators.Role;
import io.remithub.posting.application.Postings.Told;
import io.remithub.posting.application.ReadPostings;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Where a payment's postings stand; no patient in it. */
@Path("/postings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
public class PostingResource {

    /**
     * One effect at a partner.
     *
     * @param effect PAYMENT, DEBIT, CHARGE or ADJUSTMENT: what it does there
     * @param undoes whose posting it undoes
     * @param amount dollars, negative where it takes back
     */
    public record PostingView(
            String paymentId,
            int claimIndex,
            int issuance,
            String purpose,
            String effect,
            @Nullable Claim undoes,
            BigDecimal amount,
            String state,
            @Nullable String reasonCode,
            @Nullable String transactionId,
            @Nullable String outcome,
            int attempts,
            @Nullable Instant attemptedAt,
            List<ChangeView> history) {}

    /** One claim of one issuance of a payment. */
    public record Claim(String paymentId, int claimIndex, int issuance) {}

    /** One step. */
    public record ChangeView(
            @Nullable String from, String to, @Nullable String reasonCode, Instant at) {}

    /** What there is. */
    public record PostingList(List<PostingView> data) {}

    private final ReadPostings read;

    PostingResource(ReadPostings read) {
        this.read = read;
    }

    @GET
    @Operation(summary = "A payment's postings, each with its history")
    @APIResponse(responseCode = "200", description = "Every posting of the payment")
    @APIResponse(responseCode = "400", description = "No payment is named")
    @APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
    @APIResponse(responseCode = "403", description = "The token lacks the role")
    public PostingList ofPayment(@QueryParam("paymentId") @NotBlank String paymentId) {
        return new PostingList(
                read.of(paymentId).stream().map(PostingResource::view).toList());
    }

    private static PostingView view(Told told) {
        var posting = told.posting();
        var key = posting.key();
        var undoes = posting.undoes();
        var reported = posting.reported();
        return new PostingView(
                key.paymentId(),
                key.claimIndex(),
                key.issuance(),
                key.purpose().name(),
                posting.effect().name(),
                undoes == null ? null : new Claim(undoes.paymentId(), undoes.claimIndex(), undoes.issuance()),
                BigDecimal.valueOf(posting.signedAmount(), 2),
                posting.state().name(),
                posting.reason(),
                posting.reference().transactionId(),
                reported == null ? null : reported.code(),
                posting.tries().attempts(),
                posting.tries().attemptedAt(),
                told.history().stream()
                        .map(change -> new ChangeView(change.from(), change.to(), change.reason(), change.at()))
                        .toList());
    }
}
