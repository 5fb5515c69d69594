package io.remithub.intake.inbound.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with an ETag: whoever has this version already is told no more than that. */
final class Tagged {

    private static final int DIGEST = 12;

    private Tagged() {}

    /** The version of what changes in more ways than a revision counts. */
    static String digest(byte[] body) {
        return HexFormat.of().formatHex(Hash.of(body), 0, DIGEST);
    }

    static Response answer(HttpHeaders asked, long revision, Supplier<Object> body) {
        return answer(asked, Long.toString(revision), body);
    }

    static Response answer(HttpHeaders asked, String version, Supplier<Object> body) {
        var answer = isKnown(version, asked.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                ? Response.notModified()
                : Response.ok(body.get());
        return answer.tag(new EntityTag(version)).build();
    }

    /** Whether a revision is the one that the caller says to have seen: compared strongly (RFC 9110, 13.1.1). */
    static LongPredicate seen(HttpHeaders asked) {
        @Nullable String tags = asked.getHeaderString(HttpHeaders.IF_MATCH);
        if (tags == null) {
            throw Problems.REVISION_MISSING
                    .because("Send the ETag of what you saw as If-Match.")
                    .build();
        }
        return revision -> Arrays.stream(tags.split(","))
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"%d\"".formatted(revision)));
    }

    /** Compared weakly (RFC 9110, 13.1.2). */
    private static boolean isKnown(String version, @Nullable String tags) {
        String tag = '"' + version + '"';
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(String::trim)
                        .anyMatch(it -> it.equals("*") || it.equals(tag) || it.equals("W/" + tag));
    }
}
