package io.remithub.intake.inbound.rest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.remithub.intake.config.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payments of an {@link PaymentsBody} one after the other, as they come over the wire: only the one that is
 * being read is in memory. Faults of one do not keep the next from being read.
 */
@ApplicationScoped
public class PaymentsReader {

    private static final String MEMBER = "payments";
    private static final String PLACE = "/" + MEMBER;
    private static final int DEEPEST = 64;
    private static final int READ_AHEAD = 16_384;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // closing would wait for the rest of the body
            .build();

    private final RequestReader reader;
    private final int largest;

    PaymentsReader(RequestReader reader, IntakeConfig config) {
        this.reader = reader;
        this.largest = Math.toIntExact(config.largestPayment().asLongValue());
    }

    /** Gets each payment that has no fault. */
    public interface Taker {
        /** @param raw the payment as it came */
        void take(int index, PaymentBody payment, byte[] raw);
    }

    /**
     * @throws Faulty with every fault there is, at the end
     * @throws IOException when the body stops coming
     */
    public void read(InputStream body, Taker taker) throws IOException {
        var faults = new Faults();
        var kept = new Kept(body, largest + READ_AHEAD);
        try (JsonParser parser = JSON.createParser(kept)) {
            try {
                readBody(new Reading(parser, kept, faults, taker));
            } catch (JsonProcessingException broken) {
                faults.add(parser, "malformed", "cannot be read from here on");
            }
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults.found());
        }
    }

    private record Reading(JsonParser parser, Kept kept, Faults faults, Taker taker) {}

    private void readBody(Reading reading) throws IOException {
        JsonParser parser = reading.parser;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            reading.faults.add(new Fault("", "wrong-type", "must be an object"));
            return;
        }
        boolean seen = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean payments = parser.currentName().equals(MEMBER);
            if (payments && seen) {
                reading.faults.add(new Fault(PLACE, "duplicate-member", "must be there once"));
            }
            JsonToken value = parser.nextToken();
            if (payments && !seen) {
                if (!readPayments(reading, value)) {
                    return;
                }
            } else {
                parser.skipChildren();
            }
            seen |= payments;
        }
        if (!seen) {
            reading.faults.add(new Fault(PLACE, "required", "must not be null"));
        }
        if (parser.nextToken() != null) {
            reading.faults.add(new Fault("", "malformed", "must be one object"));
        }
    }

    /** @return false when there are so many that the rest is not read */
    private boolean readPayments(Reading reading, JsonToken array) throws IOException {
        if (array != JsonToken.START_ARRAY) {
            String code = array == JsonToken.VALUE_NULL ? "required" : "wrong-type";
            reading.faults.add(new Fault(PLACE, code, "must be an array"));
            reading.parser.skipChildren();
            return true;
        }
        int index = 0;
        for (JsonToken item = reading.parser.nextToken();
                item != JsonToken.END_ARRAY;
                item = reading.parser.nextToken()) {
            if (index == PaymentsBody.MOST) {
                reading.faults.addFirst(new Fault(PLACE, "length", "must hold at most %d".formatted(index)));
                return false;
            }
            readPayment(reading, item, index++);
        }
        if (index == 0) {
            reading.faults.add(new Fault(PLACE, "length", "must hold at least 1"));
        }
        return true;
    }

    private void readPayment(Reading reading, JsonToken item, int index) throws IOException {
        JsonParser parser = reading.parser;
        String place = PLACE + "/" + index;
        if (item != JsonToken.START_OBJECT) {
            String code = item == JsonToken.VALUE_NULL ? "required" : "wrong-type";
            reading.faults.add(new Fault(place, code, "must be an object"));
            parser.skipChildren();
            return;
        }
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getByteOffset();
        byte @Nullable [] raw = reading.kept.between(start, end);
        reading.kept.forget(end);
        if (raw == null) {
            reading.faults.add(new Fault(place, "too-large", "must have at most %d bytes".formatted(largest)));
            return;
        }
        var faults = new Faults();
        @Nullable PaymentBody payment = reader.read(raw, PaymentBody.class, faults);
        if (payment != null && faults.isEmpty()) {
            reading.taker.take(index, payment, raw);
        }
        reading.faults.addAll(faults, place);
    }
}
