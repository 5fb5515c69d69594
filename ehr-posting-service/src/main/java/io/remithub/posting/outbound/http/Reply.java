package io.remithub.posting.outbound.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one call. */
public sealed interface Reply {

    /** @param body as it came; cut off where no honest answer is that long */
    record Answered(int status, byte[] body, @Nullable Duration retryAfter) implements Reply {

        private static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        public boolean success() {
            return status / 100 == 2;
        }

        /** The members that the type names, and no others; null when the body is nothing of the kind. */
        public <T> @Nullable T as(Class<T> type) {
            try {
                return JSON.readValue(body, type);
            } catch (IOException unreadable) {
                return null;
            }
        }

        @Override
        public String toString() {
            return Integer.toString(status);
        }
    }

    /** It never got there: nothing can have happened. */
    record NotSent() implements Reply {}

    /** It may have got there, and nobody said what became of it. */
    record Lost() implements Reply {}
}
