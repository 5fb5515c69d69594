package io.remithub.intake.inbound.rest;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Bodies that may be left out. */
final class OptionalBody {

    private OptionalBody() {}

    /** Nothing, or nothing but blanks: what it claims to be does not matter then. */
    static boolean isAbsent(byte[] body, HttpHeaders headers) {
        for (byte it : body) {
            if (it != ' ' && it != '\t' && it != '\r' && it != '\n') {
                if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType())) {
                    throw new NotSupportedException();
                }
                return false;
            }
        }
        return true;
    }
}
