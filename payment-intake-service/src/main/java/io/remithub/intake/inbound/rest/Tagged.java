package io.remithub.intake.inbound.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Answers with an ETag: whoever has this version already is told no more than that. */
final class Tagged {

    private static final int DIGEST = 12;

    private Tagged() {}

    static Response answer(Request request, long revision, Supplier<Object> body) {
        return answer(request, Long.toString(revision), body);
    }

    /** The version of what changes in more ways than a revision counts. */
    static String digest(byte[] body) {
        return HexFormat.of().formatHex(Hash.of(body), 0, DIGEST);
    }

    static Response answer(Request request, String version, Supplier<Object> body) {
        var tag = new EntityTag(version);
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(body.get()).tag(tag).build()
                : unchanged.tag(tag).build();
    }
}
