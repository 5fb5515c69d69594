package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes what does not fit while a body is read, skips it, and lets the reading go on. */
final class Faults {

    private static final Object KEY = Faults.class;

    private static final int MOST = 1_000;

    private final List<Fault> found = new ArrayList<>();
    private int more;

    /** The ones of the body being read. */
    static Faults of(DeserializationContext reading) {
        return (Faults) reading.getAttribute(KEY);
    }

    static Object key() {
        return KEY;
    }

    /** The first thousand, and in one more how many there are beyond them. */
    List<Fault> found() {
        return more == 0
                ? found
                : Stream.concat(
                                found.stream(),
                                Stream.of(new Fault("", "more-faults", "and %d more faults".formatted(more))))
                        .toList();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void add(Fault fault) {
        if (found.size() < MOST) {
            found.add(fault);
        } else {
            more++;
        }
    }

    /** The one for which the others are not all there. */
    void addFirst(Fault fault) {
        found.addFirst(fault);
    }

    /** Of a part of the body: its pointers begin with the part's place. */
    void addAll(Faults part, String place) {
        part.found.forEach(fault -> add(new Fault(place + fault.pointer(), fault.code(), fault.message())));
        more += part.more;
    }

    void add(JsonParser at, String code, String message) {
        add(new Fault(at.getParsingContext().pathAsPointer().toString(), code, message));
    }

    /** The value that is being read has another type than it should: it is left out. */
    void wrongType(JsonParser at, String wanted) throws IOException {
        add(at, "wrong-type", "must be " + wanted);
        at.skipChildren();
    }

    /** The handler that every reader shares: faults go to the reading's own list. */
    static final class Handler extends DeserializationProblemHandler {

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext reading, JavaType target, JsonToken token, JsonParser at, String message)
                throws IOException {
            Faults.of(reading).wrongType(at, wanted(target));
            return null;
        }

        @Override
        public @Nullable Object handleMissingInstantiator(
                DeserializationContext reading,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser at,
                String message)
                throws IOException {
            Faults.of(reading).wrongType(at, wanted(reading.constructType(type)));
            return null;
        }

        private static String wanted(JavaType type) {
            return type.isCollectionLikeType() ? "an array" : "an object";
        }
    }
}
