package io.remithub.operators;

import java.net.URI;
import java.util.Locale;

/** What the framework refuses by itself, named as everything that is refused: a code, a title, a page. */
public enum Refusal {
    MALFORMED_REQUEST(400, "The request is malformed"),
    UNAUTHENTICATED(401, "Nobody is signed in"),
    FORBIDDEN(403, "The role is missing"),
    NOT_FOUND(404, "No such resource"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    INTERNAL_ERROR(500, "Internal error"),
    UNAVAILABLE(503, "Not now; try again"),
    REFUSED(400, "Refused");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The first that bears the status; else {@link #REFUSED}, or {@link #INTERNAL_ERROR} from 500 on. */
    static Refusal of(int status) {
        for (Refusal refusal : values()) {
            if (refusal.status == status) {
                return refusal;
            }
        }
        return status < INTERNAL_ERROR.status ? REFUSED : INTERNAL_ERROR;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public URI type() {
        return OperatorProblems.typeOf(code());
    }
}
