package io.remithub.sandbox.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;

@Path("/script")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ScriptResource {
    record Listing(Collection<Scripts.Active> scripts) {}

    private final Scripts scripts;
    private final ObjectReader reader;

    ScriptResource(Scripts scripts, ObjectMapper json) {
        this.scripts = scripts;
        // A misspelt member would quietly script nothing.
        this.reader = json.readerFor(Script.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @POST
    public Response add(String body) {
        try {
            Script script = reader.readValue(body);
            var faults = script.faults();
            return faults.isEmpty()
                    ? Response.status(201).entity(scripts.add(script)).build()
                    : refused(faults);
        } catch (JsonProcessingException e) {
            return refused(List.of(e.getOriginalMessage()));
        }
    }

    @GET
    public Listing list() {
        return new Listing(scripts.all());
    }

    @DELETE
    public void clear() {
        scripts.clear();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") long id) {
        if (!scripts.remove(id)) {
            throw new NotFoundException();
        }
    }

    private static Response refused(List<String> errors) {
        return Response.status(400).entity(Map.of("errors", errors)).build();
    }
}
