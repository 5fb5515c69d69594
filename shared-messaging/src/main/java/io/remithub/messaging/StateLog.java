package io.remithub.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The one INFO line of a state change, in the trace of what caused it; to be written once it has committed. */
public final class StateLog {

    /** Whose state: ids, by which a line is found. Each is a key of its own in the line. */
    public record Whose(
            @Nullable String tenant,
            @Nullable String batchId,
            @Nullable String paymentId) {

        private Map<String, String> keys() {
            var keys = new LinkedHashMap<String, String>();
            put(keys, "tenant", tenant);
            put(keys, "batchId", batchId);
            put(keys, "paymentId", paymentId);
            return keys;
        }

        private static void put(Map<String, String> keys, String name, @Nullable String id) {
            if (id != null) {
                keys.put(name, id);
            }
        }
    }

    private StateLog() {}

    /** Once the running transaction has committed, in the trace of the request that is being served. */
    public static void onCommit(Logger log, Whose whose, String format, @Nullable Object... arguments) {
        onCommit(log, Cause.NONE, whose, format, arguments);
    }

    /** Once the running transaction has committed. */
    public static void onCommit(Logger log, Cause cause, Whose whose, String format, @Nullable Object... arguments) {
        AfterCommit.run(() -> tell(log, cause, whose, format, arguments));
    }

    /** @param format and its arguments name ids, statuses and codes, and nothing of a patient */
    public static void tell(Logger log, Cause cause, Whose whose, String format, @Nullable Object... arguments) {
        if (!log.isInfoEnabled()) {
            return;
        }
        Map<String, String> keys = whose.keys();
        try (var _ = Traces.resume(cause)) {
            keys.forEach(MDC::put);
            log.infof(format, arguments);
        } finally {
            keys.keySet().forEach(MDC::remove);
        }
    }
}
