package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.admin.ChangeAccount;
import io.remithub.intake.application.admin.CreateAccount;
import io.remithub.intake.application.admin.Instruction;
import io.remithub.intake.application.admin.TenantAccounts;
import io.remithub.intake.application.admin.TenantAccounts.Revised;
import io.remithub.intake.application.admin.Tenants;
import io.remithub.intake.domain.Account.Policy;
import io.remithub.intake.inbound.rest.body.NewAccount;
import io.remithub.intake.inbound.rest.body.PolicyBody;
import io.remithub.intake.inbound.rest.body.PolicyChange;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.remithub.operators.CurrentOperator;
import io.remithub.operators.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A tenant's accounts, and how the payments of each are treated. */
@Path("/admin/tenants/{tenantId: " + TenantIds.UUID_FORM + "}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
@APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
public class AccountsResource {

    private static final String ONE = "/{accountId: " + TenantIds.UUID_FORM + "}";

    private final RequestReader reader;
    private final CreateAccount createAccount;
    private final ChangeAccount changeAccount;
    private final Tenants tenants;
    private final TenantAccounts accounts;
    private final CurrentOperator operator;

    AccountsResource(
            RequestReader reader,
            CreateAccount createAccount,
            ChangeAccount changeAccount,
            Tenants tenants,
            TenantAccounts accounts,
            CurrentOperator operator) {
        this.reader = reader;
        this.createAccount = createAccount;
        this.changeAccount = changeAccount;
        this.tenants = tenants;
        this.accounts = accounts;
        this.operator = operator;
    }

    @Schema(name = "Account")
    record AccountJson(
            String accountId, String accountShortCode, String subAccountShortCode, PolicyBody policy, long revision) {

        static AccountJson of(Revised revised) {
            var account = revised.account();
            return new AccountJson(
                    account.id().toString(),
                    account.shortCode(),
                    account.subShortCode(),
                    PolicyBody.of(account.policy()),
                    revised.revision());
        }
    }

    /** @param nextCursor absent where the list ends */
    record AccountList(List<AccountJson> data, @Nullable String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "createAccount", summary = "Give a tenant an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewAccount.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created; Location names the account",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "404", description = "No such tenant")
    @APIResponse(responseCode = "409", description = "The tenant has an account of these two codes")
    public Response create(@PathParam("tenantId") String tenantId, byte[] body) {
        var tenant = TenantIds.tenant(tenantId);
        var request = reader.read(body, NewAccount.class);
        var outcome = createAccount.handle(
                new Instruction(operator.name(), request.reason()),
                tenant,
                request.accountShortCode(),
                request.subAccountShortCode(),
                request.policy() == null ? Policy.USUAL : request.policy().policy());
        return switch (outcome) {
            case CreateAccount.Outcome.Created(var account) ->
                tagged(
                        account,
                        Response.created(URI.create("/admin/tenants/%s/accounts/%s"
                                .formatted(tenant, account.account().id()))));
            case CreateAccount.Outcome.NoSuchTenant() -> throw Problems.notFound();
            case CreateAccount.Outcome.CodesTaken() ->
                throw Problems.DUPLICATE_ACCOUNT
                        .because("The tenant has an account of these two codes.")
                        .build();
        };
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(operationId = "listAccounts", summary = "A tenant's accounts", description = "In the order of creation.")
    @APIResponse(
            responseCode = "200",
            description = "A page; it is the last one where there is no nextCursor",
            content = @Content(schema = @Schema(implementation = AccountList.class)))
    @APIResponse(responseCode = "404", description = "No such tenant")
    public Response list(@PathParam("tenantId") String tenantId, @Context UriInfo uri) {
        var tenant = TenantIds.tenant(tenantId);
        var asked = Lists.plain(new Query(uri), tenant, "accounts");
        if (tenants.find(tenant).isEmpty()) {
            throw Problems.notFound();
        }
        return Response.ok(asked.answer(
                        accounts.page(tenant, asked.slice()),
                        AccountJson::of,
                        account -> TenantIds.digits(account.account().id())))
                .build();
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Path(ONE)
    @Operation(operationId = "getAccount", summary = "An account and its policy")
    @APIResponse(
            responseCode = "200",
            description = "The account; its revision is the ETag",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "304", description = "Not changed since If-None-Match")
    @APIResponse(responseCode = "404", description = "The tenant has no such account")
    public Response find(
            @PathParam("tenantId") String tenantId,
            @PathParam("accountId") String accountId,
            @Context HttpHeaders headers) {
        var account = accounts.find(TenantIds.tenant(tenantId), TenantIds.uuid(accountId))
                .orElseThrow(Problems::notFound);
        return Tagged.answer(headers, account.revision(), () -> AccountJson.of(account));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Path(ONE)
    @Operation(
            operationId = "changeAccount",
            summary = "Treat an account's payments otherwise",
            description = "The policy is said whole, and If-Match says which revision it replaces: what two operators"
                    + " change at the same time is not lost. In force within a second, for what is sent from"
                    + " then on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PolicyChange.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed; the ETag is the new revision",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "404", description = "The tenant has no such account")
    @APIResponse(responseCode = "412", description = "Somebody changed it since; read it again")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(
            @PathParam("tenantId") String tenantId,
            @PathParam("accountId") String accountId,
            @Context HttpHeaders headers,
            byte[] body) {
        var seen = Tagged.seen(headers);
        var request = reader.read(body, PolicyChange.class);
        var outcome = changeAccount.handle(
                new Instruction(operator.name(), request.reason()),
                TenantIds.tenant(tenantId),
                TenantIds.uuid(accountId),
                seen,
                request.policy().policy());
        return switch (outcome) {
            case ChangeAccount.Outcome.Changed(var account) -> tagged(account, Response.ok());
            case ChangeAccount.Outcome.NoSuchAccount() -> throw Problems.notFound();
            case ChangeAccount.Outcome.ChangedSince(var revision) ->
                throw Problems.CHANGED_SINCE
                        .because("Its revision is %d by now; read it again.".formatted(revision))
                        .build();
        };
    }

    private static Response tagged(Revised account, Response.ResponseBuilder answer) {
        return answer.entity(AccountJson.of(account))
                .tag(new EntityTag(Long.toString(account.revision())))
                .build();
    }
}
