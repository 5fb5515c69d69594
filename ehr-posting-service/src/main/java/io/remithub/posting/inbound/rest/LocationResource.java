package io.remithub.posting.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.operators.CurrentOperator;
import io.remithub.operators.Faults;
import io.remithub.operators.OperatorProblems;
import io.remithub.operators.Role;
import io.remithub.posting.application.AdministerLocation;
import io.remithub.posting.application.Locations.Administered;
import io.remithub.posting.application.Locations.Settings;
import io.remithub.posting.domain.HealthRecord;
import io.remithub.posting.domain.Location.Mode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How locations want their postings. One that was never administered has the defaults. */
@Path("/admin/locations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Locations")
@Blocking
@APIResponse(responseCode = "401", description = "No valid token or Admin-Key")
@APIResponse(responseCode = "403", description = "The token lacks the role admin")
class LocationResource {

    private static final int MOST = 100;

    private final AdministerLocation locations;
    private final CurrentOperator operator;

    LocationResource(AdministerLocation locations, CurrentOperator operator) {
        this.locations = locations;
        this.operator = operator;
    }

    /**
     * What is left out is the default.
     *
     * @param mode ALL (default), PATIENT_ONLY, REVIEW or OFF
     * @param healthRecord OPEN_DENTAL, DENTRIX, DENTRIX_ENTERPRISE, EAGLESOFT, or OTHER, which takes no payments
     * @param insurancePaymentType the payment type of insurers' money, by its exact name
     * @param reversalType the debit adjustment type that undoes it, by its exact name
     * @param transactionPrefix what transaction ids begin with
     * @param note why; kept with the change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettingsBody(
            @Pattern(regexp = "ALL|PATIENT_ONLY|REVIEW|OFF") @Nullable
            String mode,

            @Pattern(regexp = "OPEN_DENTAL|DENTRIX|DENTRIX_ENTERPRISE|EAGLESOFT|OTHER") @Nullable
            String healthRecord,

            @Size(min = 1, max = 100) @Nullable String insurancePaymentType,
            @Size(min = 1, max = 100) @Nullable String reversalType,

            @Pattern(regexp = "[A-Za-z0-9_-]{1,33}") @Nullable
            String transactionPrefix,

            @Size(max = 500) @Nullable String note) {

        static SettingsBody of(Settings settings) {
            return new SettingsBody(
                    settings.mode() == null ? null : settings.mode().name(),
                    settings.healthRecord() == null
                            ? null
                            : settings.healthRecord().name(),
                    settings.insurancePaymentType(),
                    settings.reversalType(),
                    settings.transactionPrefix(),
                    null);
        }

        Settings settings() {
            return new Settings(
                    mode == null ? null : Mode.valueOf(mode),
                    healthRecord == null ? null : HealthRecord.valueOf(healthRecord),
                    insurancePaymentType,
                    reversalType,
                    transactionPrefix);
        }
    }

    /** A location that was administered. */
    record LocationView(String subdomain, String locationId, SettingsBody settings) {
        static LocationView of(Administered location) {
            return new LocationView(location.subdomain(), location.locationId(), SettingsBody.of(location.settings()));
        }
    }

    /** @param nextCursor null on the last page */
    record LocationList(List<LocationView> data, @Nullable String nextCursor) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(operationId = "listLocations", summary = "Locations that differ from the defaults")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", description = "The limit is out of bounds")
    public LocationList list(
            @QueryParam("cursor") @DefaultValue("/") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var faults = new Faults();
        int most = (int) faults.whole("limit", limit, 1, MOST);
        faults.cursor(cursor, "[^/]*/.*");
        faults.refuse();
        var slash = cursor.indexOf('/');
        var found = locations.list(cursor.substring(0, slash), cursor.substring(slash + 1), most + 1);
        var page = found.stream().limit(most).map(LocationView::of).toList();
        var last = found.size() > most ? page.getLast() : null;
        return new LocationList(page, last == null ? null : last.subdomain() + "/" + last.locationId());
    }

    @GET
    @Path("/{subdomain}/{locationId}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
    @Operation(operationId = "getLocation", summary = "What a location sets; nothing where it has the defaults")
    @APIResponse(responseCode = "200", description = "Its settings")
    public SettingsBody get(@PathParam("subdomain") String subdomain, @PathParam("locationId") String locationId) {
        return SettingsBody.of(locations.settings(subdomain, locationId));
    }

    @PUT
    @Path("/{subdomain}/{locationId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "setLocation",
            summary = "Set how a location wants its postings",
            description =
                    "Takes the place of what was set before; what is left out is the default. On record in /audit.")
    @APIResponse(responseCode = "204", description = "Set, for whatever is posted from now on")
    @APIResponse(responseCode = "400", description = "A setting is out of bounds")
    public void set(
            @PathParam("subdomain") @Size(max = 100) String subdomain,
            @PathParam("locationId") @Size(max = 100) String locationId,
            @Valid @NotNull @Nullable SettingsBody settings) {
        if (settings == null) {
            throw new IllegalStateException("validated before");
        }
        locations.set(subdomain, locationId, settings.settings(), operator.name(), settings.note());
    }

    @DELETE
    @Path("/{subdomain}/{locationId}")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "forgetLocation", summary = "Give a location the defaults again")
    @APIResponse(responseCode = "204", description = "It has the defaults")
    @APIResponse(responseCode = "404", description = "It was never administered")
    public void forget(@PathParam("subdomain") String subdomain, @PathParam("locationId") String locationId) {
        if (!locations.forget(subdomain, locationId, operator.name())) {
            throw OperatorProblems.notFound();
        }
    }
}
