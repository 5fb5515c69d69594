package io.remithub.sandbox.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.sandbox.script.Operation;
import io.remithub.sandbox.script.Script;
import io.remithub.sandbox.script.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/integrex")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class IntegrexResource {
    record Ticketed(String id) {}

    record Failure(String error, List<String> details) {
        static Response of(int status, String error, String... details) {
            return Response.status(status)
                    .entity(new Failure(error, List.of(details)))
                    .build();
        }
    }

    private final Stage stage;
    private final IntegrexTokens tokens;
    private final Tickets tickets;
    private final Clock clock;
    private final AtomicLong submissions = new AtomicLong();

    IntegrexResource(Stage stage, IntegrexTokens tokens, Tickets tickets, Clock clock) {
        this.stage = stage;
        this.tokens = tokens;
        this.tickets = tickets;
        this.clock = clock;
    }

    @POST
    @Path("/auth")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response auth(
            @RestHeader("Authorization") @Nullable String authorization,
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret) {
        return stage.play(Operation.AUTH, null, Map.of(), script -> {
            if (!"client_credentials".equals(grantType)) {
                return Failure.of(400, "unsupported_grant_type");
            }
            if (!tokens.knows(IntegrexTokens.Client.of(authorization, clientId, clientSecret))) {
                return Failure.of(401, "invalid_client");
            }
            var lifetime = Objects.requireNonNullElse(script.lifetime(), tokens.lifetime());
            return Response.ok(Map.of(
                            "access_token", tokens.issue(lifetime),
                            "token_type", "Bearer",
                            "expires_in", lifetime.toSeconds()))
                    .header("Cache-Control", "no-store")
                    .build();
        });
    }

    @POST
    @Path("/claim-info")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(@RestHeader("Authorization") @Nullable String authorization, @Nullable JsonNode body) {
        if (!tokens.admit(authorization)) {
            return Failure.of(401, "Unauthorized");
        }
        if (body == null || !body.isObject()) {
            return Failure.of(400, "Error with the data submitted", "a JSON object is required");
        }
        var claim = ClaimInfoRequest.of(body);
        return stage.play(Operation.SUBMIT_CLAIM, claim.trackingId1(), claim.fields(), script -> {
            var faults = claim.faults();
            if (!faults.isEmpty() || Magic.refused(claim)) {
                return Failure.of(400, "Error with the data submitted", faults.toArray(String[]::new));
            }
            // The contract allows both, so both occur.
            var status = submissions.incrementAndGet() % 2 == 0 ? 202 : 200;
            return Response.status(status)
                    .entity(new Ticketed(tickets.open(claim, script).id()))
                    .build();
        });
    }

    @GET
    @Path("/claim-info")
    public Response poll(@RestHeader("Authorization") @Nullable String authorization, @RestQuery @Nullable String id) {
        if (!tokens.admit(authorization)) {
            return Failure.of(401, "Unauthorized");
        }
        if (id == null || id.isBlank()) {
            return Failure.of(400, "Error with the data submitted", "id is required");
        }
        var facts = new HashMap<>(Map.of("id", id));
        var reference = tickets.find(id).flatMap(Ticket::trackingId1);
        reference.ifPresent(key -> facts.put("trackingId1", key));
        return stage.play(Operation.POLL_CLAIM, reference.orElse(null), facts, script -> tickets.poll(id)
                .map(ticket -> answer(ticket, script))
                .orElseGet(() -> Failure.of(404, "Unknown id")));
    }

    private Response answer(Ticket ticket, Script script) {
        return switch (script.answer() == null ? tickets.state(ticket) : Ticket.State.Completed) {
            case Expired -> Failure.of(404, "Unknown id");
            case Processing ->
                Response.status(202)
                        .entity(Map.of("id", ticket.id(), "message", "Processing, poll again later"))
                        .build();
            case Completed -> {
                var overlay = new HashMap<>(ticket.answer());
                overlay.putAll(Objects.requireNonNullElse(script.answer(), Map.of()));
                var shape = script.shape() == null ? ticket.shape() : script.shape();
                yield Response.ok(ClaimInfoAnswer.of(
                                ticket, overlay, shape, LocalDate.now(clock.withZone(ZoneOffset.UTC))))
                        .build();
            }
        };
    }
}
