package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value without parts, read from its text exactly: no coercion, no rounding. What does not fit becomes a fault, and
 * the value is left out.
 */
abstract class Scalar<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1;

    private final Set<JsonToken> from;
    private final String wanted;

    Scalar(Class<T> type, String wanted, JsonToken first, JsonToken... others) {
        super(type);
        this.from = EnumSet.of(first, others);
        this.wanted = wanted;
    }

    /** @throws Unfit when the text is not of this kind */
    abstract T parse(String text) throws Unfit;

    @Override
    public final @Nullable T deserialize(JsonParser at, DeserializationContext reading) throws IOException {
        if (!from.contains(at.currentToken())) {
            Faults.of(reading).wrongType(at, wanted);
            return null;
        }
        try {
            return parse(at.getText());
        } catch (Unfit unfit) {
            Faults.of(reading).add(at, unfit.code, unfit.wanted);
            return null;
        }
    }

    /** The right type, but not a value of it. Says what is wanted, never what came. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1;

        private final String code;
        private final String wanted;

        Unfit(String code, String wanted) {
            super(code, null, false, false);
            this.code = code;
            this.wanted = wanted;
        }
    }
}
