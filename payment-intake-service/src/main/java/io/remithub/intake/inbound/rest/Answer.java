package io.remithub.intake.inbound.rest;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a command that was taken in is answered with. */
record Answer(int status, @Nullable URI location, @Nullable Object body) {

    static final Answer NO_CONTENT = new Answer(204, null, null);

    static Answer created(String location, Object body) {
        return new Answer(201, URI.create(location), body);
    }

    static Answer ok(Object body) {
        return new Answer(200, null, body);
    }
}
