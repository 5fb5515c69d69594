package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every answer of NexHealth comes in; code means success. */
record Envelope(
        boolean code,
        List<String> description,
        List<String> error,
        @Nullable Object data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer count) {

    static Response of(int status, Object data) {
        var count = data instanceof Collection<?> collection ? collection.size() : null;
        return Response.status(status)
                .entity(new Envelope(true, List.of(), List.of(), data, count))
                .build();
    }

    static Response refused(int status, List<String> errors) {
        return Response.status(status)
                .entity(new Envelope(false, List.of(), errors, null, null))
                .build();
    }

    static Response refused(int status, String error) {
        return refused(status, List.of(error));
    }
}
