package io.remithub.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** FULL_TRANSITIVE: what reads today's records reads every released one, and what read those reads today's. */
final class Compatibility {

    private Compatibility() {}

    /** @return what breaks, empty when nothing does */
    static List<String> breaks(Schema current, List<Schema> released) {
        var breaks = new ArrayList<String>();
        for (Schema old : released) {
            breaks.addAll(unreadable("today's reader of a released record", current, old));
            breaks.addAll(unreadable("a released reader of today's record", old, current));
        }
        return breaks;
    }

    private static List<String> unreadable(String who, Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : result.getResult().getIncompatibilities().stream()
                        .map(fault -> "%s: %s at %s: %s"
                                .formatted(who, fault.getType(), fault.getLocation(), fault.getMessage()))
                        .toList();
    }
}
