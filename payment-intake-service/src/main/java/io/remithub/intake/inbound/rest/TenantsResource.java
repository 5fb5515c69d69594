package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.admin.CreateTenant;
import io.remithub.intake.application.admin.Instruction;
import io.remithub.intake.application.admin.Tenants;
import io.remithub.intake.domain.Tenant;
import io.remithub.intake.inbound.rest.body.NewTenant;
import io.remithub.intake.inbound.rest.body.RequestReader;
import io.remithub.operators.CurrentOperator;
import io.remithub.operators.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The organisations that are served. */
@Path("/admin/tenants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
@APIResponse(responseCode = "400", description = "Malformed: every fault is listed")
public class TenantsResource {

    private final RequestReader reader;
    private final CreateTenant createTenant;
    private final Tenants tenants;
    private final CurrentOperator operator;

    TenantsResource(RequestReader reader, CreateTenant createTenant, Tenants tenants, CurrentOperator operator) {
        this.reader = reader;
        this.createTenant = createTenant;
        this.tenants = tenants;
        this.operator = operator;
    }

    @Schema(name = "Tenant")
    record TenantJson(String tenantId, String name, Instant createdAt) {

        static TenantJson of(Tenant tenant) {
            return new TenantJson(tenant.id().toString(), tenant.name(), tenant.createdAt());
        }
    }

    /** @param nextCursor absent where the list ends */
    record TenantList(List<TenantJson> data, @Nullable String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "createTenant",
            summary = "Serve another organisation",
            description = "It gets accounts and keys next.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTenant.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created; Location names the tenant",
            content = @Content(schema = @Schema(implementation = TenantJson.class)))
    @APIResponse(responseCode = "409", description = "Another tenant bears the name")
    public Response create(byte[] body) {
        var request = reader.read(body, NewTenant.class);
        var created = createTenant
                .handle(new Instruction(operator.name(), request.reason()), request.name())
                .orElseThrow(() -> Problems.DUPLICATE_TENANT
                        .because("Another tenant bears this name.")
                        .build());
        return Response.created(URI.create("/admin/tenants/" + created.id()))
                .entity(TenantJson.of(created))
                .build();
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(
            operationId = "listTenants",
            summary = "The organisations that are served",
            description = "In the order of creation.")
    @APIResponse(
            responseCode = "200",
            description = "A page; it is the last one where there is no nextCursor",
            content = @Content(schema = @Schema(implementation = TenantList.class)))
    public Response list(@Context UriInfo uri) {
        var asked = Lists.plain(new Query(uri), null, "tenants");
        return Response.ok(asked.answer(
                        tenants.page(asked.slice()),
                        TenantJson::of,
                        tenant -> TenantIds.digits(tenant.id().value())))
                .build();
    }

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Path("/{tenantId: " + TenantIds.UUID_FORM + "}")
    @Operation(operationId = "getTenant", summary = "An organisation that is served")
    @APIResponse(
            responseCode = "200",
            description = "The tenant",
            content = @Content(schema = @Schema(implementation = TenantJson.class)))
    @APIResponse(responseCode = "404", description = "No such tenant")
    public TenantJson find(@PathParam("tenantId") String tenantId) {
        return tenants.find(TenantIds.tenant(tenantId)).map(TenantJson::of).orElseThrow(Problems::notFound);
    }
}
