package io.remithub.posting.outbound.nexhealth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.remithub.posting.outbound.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every answer of NexHealth comes in. */
record Envelope(
        @Nullable JsonNode code,
        @Nullable JsonNode error,
        @Nullable JsonNode data) {

    /** The data of a success, or null: for any other status, and for a success that is not in the envelope. */
    static @Nullable JsonNode data(Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.success()) {
            var envelope = answered.as(Envelope.class);
            return envelope != null && envelope.code != null && envelope.code.asBoolean()
                    ? envelope.data == null ? MissingNode.getInstance() : envelope.data
                    : null;
        }
        return null;
    }

    /** The entries of a list, as such or as the one member of an object. */
    static List<JsonNode> entries(JsonNode data) {
        var list = data.isObject() && data.size() == 1 ? data.iterator().next() : data;
        var entries = new ArrayList<JsonNode>();
        if (list.isArray()) {
            list.forEach(entries::add);
        }
        return entries;
    }

    /** Its words are looked at once, for whether they are about the patient, and never kept: they may name one. */
    static boolean blamesPatient(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return false;
        }
        var envelope = answered.as(Envelope.class);
        var words = envelope == null || envelope.error == null ? "" : envelope.error.toString();
        var lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("patient")
                && (lower.contains("exist") || lower.contains("not found") || lower.contains("unknown"));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
