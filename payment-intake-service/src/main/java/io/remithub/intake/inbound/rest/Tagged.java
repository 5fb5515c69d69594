package io.remithub.intake.inbound.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers with an ETag: whoever has this version already is told no more than that. */
final class Tagged {

    private Tagged() {}

    static Response answer(Request request, long revision, Supplier<Object> body) {
        return answer(request, Long.toString(revision), body);
    }

    static Response answer(Request request, String version, Supplier<Object> body) {
        var tag = new EntityTag(version);
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(body.get()).tag(tag).build()
                : unchanged.tag(tag).build();
    }
}
