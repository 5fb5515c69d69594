package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.admin.ChangeKey;
import io.remithub.intake.application.admin.CreateKey;
import io.remithub.intake.application.admin.Instruction;
import io.remithub.intake.application.admin.TenantKeys;
import io.remithub.intake.application.admin.TenantKeys.NewKey;
import io.remithub.intake.application.admin.Tenants;
import io.remithub.intake.domain.ApiKey;
import io.remithub.intake.domain.Scope;
import io.remithub.intake.inbound.rest.body.KeyLimit;
import io.remithub.intake.inbound.rest.body.NewApiKey;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.remithub.intake.inbound.rest.body.Revocation;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys by which a tenant's systems are known. */
@Path("/admin/tenants/{tenantId: " + TenantIds.UUID_FORM + "}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
@APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
public class KeysResource {

    private static final String ONE = "/{keyId: [A-Za-z0-9-]{1,64}}";

    private final RequestReader reader;
    private final CreateKey createKey;
    private final ChangeKey changeKey;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final CurrentOperator operator;
    private final Clock clock;

    KeysResource(
            RequestReader reader,
            CreateKey createKey,
            ChangeKey changeKey,
            Tenants tenants,
            TenantKeys keys,
            CurrentOperator operator,
            Clock clock) {
        this.reader = reader;
        this.createKey = createKey;
        this.changeKey = changeKey;
        this.tenants = tenants;
        this.keys = keys;
        this.operator = operator;
        this.clock = clock;
    }

    /** @param nextCursor absent where the list ends */
    record ApiKeyList(List<ApiKeyJson> data, @Nullable String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "createKey",
            summary = "Give a tenant's system a key",
            description = "The answer shows the key itself, once; only its hash is kept. To replace a key, create the"
                    + " next one of its label, change over, and revoke the first.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewApiKey.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created; Location names the key",
            content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
    @APIResponse(responseCode = "404", description = "No such tenant")
    @APIResponse(responseCode = "409", description = "Two keys of this label are active")
    public Response create(@PathParam("tenantId") String tenantId, byte[] body) {
        var tenant = TenantIds.tenant(tenantId);
        var request = reader.read(body, NewApiKey.class);
        var key = new NewKey(
                request.label(),
                request.scopes().stream().map(Scope::of).collect(Collectors.toUnmodifiableSet()),
                request.expiresAt(),
                request.requestsPerMinute());
        return switch (createKey.handle(new Instruction(operator.name(), request.reason()), tenant, key)) {
            case CreateKey.Outcome.Created(var created, var secret) ->
                Response.created(URI.create("/admin/tenants/%s/keys/%s".formatted(tenant, created.id())))
                        .header("Cache-Control", "no-store")
                        .entity(ApiKeyJson.of(created, secret, clock.instant()))
                        .build();
            case CreateKey.Outcome.NoSuchTenant() -> throw Problems.notFound();
            case CreateKey.Outcome.EnoughActive() ->
                throw Problems.KEYS_ACTIVE
                        .because("Revoke one of them, or let it expire.")
                        .build();
        };
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listKeys",
            summary = "A tenant's keys, without their secrets",
            description = "In the order of creation, those that are expired or revoked too.")
    @APIResponse(
            responseCode = "200",
            description = "A page; it is the last one where there is no nextCursor",
            content = @Content(schema = @Schema(implementation = ApiKeyList.class)))
    @APIResponse(responseCode = "404", description = "No such tenant")
    public Response list(@PathParam("tenantId") String tenantId, @Context UriInfo uri) {
        var tenant = TenantIds.tenant(tenantId);
        var asked = Lists.plain(new Query(uri), tenant, "keys");
        if (tenants.find(tenant).isEmpty()) {
            throw Problems.notFound();
        }
        var now = clock.instant();
        return Response.ok(asked.answer(
                        keys.page(tenant, asked.slice()), key -> ApiKeyJson.of(key, null, now), key -> "%032x"
                                .formatted(key.place())))
                .build();
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Path(ONE)
    @Operation(operationId = "getKey", summary = "A key, without its secret")
    @APIResponse(
            responseCode = "200",
            description = "The key",
            content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
    @APIResponse(responseCode = "404", description = "The tenant has no such key")
    public ApiKeyJson find(@PathParam("tenantId") String tenantId, @PathParam("keyId") String keyId) {
        return keys.find(TenantIds.tenant(tenantId), keyId).map(this::shown).orElseThrow(Problems::notFound);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Path(ONE + "/limit")
    @Operation(
            operationId = "limitKey",
            summary = "Let a key send more requests, or fewer",
            description =
                    "In force within a second. Of two that change it, the later one is right; both are on" + " record.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = KeyLimit.class)))
    @APIResponse(
            responseCode = "200",
            description = "The key as it is now",
            content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
    @APIResponse(responseCode = "404", description = "The tenant has no such key")
    public ApiKeyJson limit(@PathParam("tenantId") String tenantId, @PathParam("keyId") String keyId, byte[] body) {
        var tenant = TenantIds.tenant(tenantId);
        var request = reader.read(body, KeyLimit.class);
        return changeKey
                .limit(new Instruction(operator.name(), request.reason()), tenant, keyId, request.requestsPerMinute())
                .map(this::shown)
                .orElseThrow(Problems::notFound);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Path(ONE + "/revoke")
    @Operation(
            operationId = "revokeKey",
            summary = "Let a key open nothing any more",
            description = "On every replica within a second, and for good. Revoked again, nothing happens.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Revocation.class)))
    @APIResponse(
            responseCode = "200",
            description = "The key as it is now",
            content = @Content(schema = @Schema(implementation = ApiKeyJson.class)))
    @APIResponse(responseCode = "404", description = "The tenant has no such key")
    public ApiKeyJson revoke(@PathParam("tenantId") String tenantId, @PathParam("keyId") String keyId, byte[] body) {
        var tenant = TenantIds.tenant(tenantId);
        var request = reader.read(body, Revocation.class);
        return changeKey
                .revoke(new Instruction(operator.name(), request.reason()), tenant, keyId)
                .map(this::shown)
                .orElseThrow(Problems::notFound);
    }

    private ApiKeyJson shown(ApiKey key) {
        return ApiKeyJson.of(key, null, clock.instant());
    }
}
