package io.remithub.posting.inbound.rest;

import io.remithub.operators.Faults;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.posting.application.PostingViews.Filter;
import io.remithub.posting.application.ReadPostings;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where postings stand; no patient in any of it. */
@Path("/postings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Postings")
@Blocking
@RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role")
public class PostingResource {

    private static final int MOST = 100;

    private final ReadPostings read;
    private final Clock clock;

    PostingResource(ReadPostings read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    /** @param nextCursor null on the last page */
    public record PostingList(
            List<PostingView> data, @Nullable String nextCursor) {}

    /** What a partner reported of a transaction that no posting here was sent as; a link tells whose it is. */
    public record StrayView(
            String partner,
            @Nullable String transactionId,
            @Nullable String partnerId,
            String verdict,
            Instant receivedAt) {}

    /** The latest, and no more than a page. */
    public record StrayList(List<StrayView> data) {}

    @GET
    @Operation(operationId = "listPostings", summary = "Postings, oldest first, each with its history")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds")
    public PostingList list(
            @QueryParam("tenantId") @Nullable String tenantId,
            @QueryParam("paymentId") @Nullable String paymentId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("reasonCode") @Nullable String reasonCode,
            @QueryParam("subdomain") @Nullable String subdomain,
            @QueryParam("locationId") @Nullable String locationId,
            @QueryParam("transactionId") @Nullable String transactionId,
            @QueryParam("olderThan") @Nullable String olderThan,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        faults.text("tenantId", tenantId);
        faults.text("paymentId", paymentId);
        faults.text("reasonCode", reasonCode);
        faults.text("subdomain", subdomain);
        faults.text("locationId", locationId);
        faults.text("transactionId", transactionId);
        var of = faults.one(PostingState.class, "state", state);
        var what = faults.one(Purpose.class, "purpose", purpose);
        var age = faults.duration("olderThan", olderThan);
        faults.cursor(cursor, "[0-9a-f]{0,32}");
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.refuse();
        var filter = new Filter(
                tenantId,
                paymentId,
                of,
                what,
                reasonCode,
                subdomain,
                locationId,
                transactionId,
                age == null ? null : clock.instant().minus(age));
        var found = read.page(filter, cursor, most + 1);
        var page = found.stream()
                .limit(most)
                .map(view -> PostingView.of(view, null))
                .toList();
        return new PostingList(page, found.size() > most ? page.getLast().postingId() : null);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getPosting", summary = "One posting, with each time that it was sent")
    @APIResponse(responseCode = "200", description = "The posting")
    @APIResponse(responseCode = "404", description = "There is none by this id")
    public PostingView one(@PathParam("id") String id) {
        var whole = read.one(id);
        if (whole == null) {
            throw OperatorProblems.notFound();
        }
        return PostingView.of(whole.view(), whole.attempts());
    }

    @GET
    @Path("/strays")
    @Operation(operationId = "listStrays", summary = "What partners reported of transactions that nobody here knows")
    @APIResponse(responseCode = "200", description = "The latest")
    public StrayList strays() {
        return new StrayList(read.strays(MOST).stream()
                .map(stray -> new StrayView(
                        stray.partner(),
                        stray.transactionId(),
                        stray.partnerId(),
                        stray.verdict().name(),
                        stray.receivedAt()))
                .toList());
    }
}
