package io.remithub.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One round of one figure.
 *
 * @param value what the hub does, in the figure's unit
 * @param ceiling what the machine does in the same unit, measured beside it
 * @param cpu microseconds an item, by process
 */
record Measured(
        double value,
        double ceiling,
        Map<String, Double> cpu,
        @Nullable Latencies latencies) {

    double ratio() {
        return value / ceiling;
    }
}
