package io.remithub.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A partner as seen from here: its calls by operation and answer, and whether its circuit lets any through. */
public final class PartnerMetrics {

    /** What else it may answer is counted together: a partner must not be able to fill our memory with labels. */
    private static final Set<String> STATUSES = Set.of(
            "200", "201", "202", "204", "400", "401", "402", "403", "404", "409", "410", "422", "429", "500", "502",
            "503", "504");

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10)
    };

    private final String partner;
    private final MeterRegistry registry;
    private final AtomicInteger open;

    public PartnerMetrics(String partner, MeterRegistry registry) {
        this.partner = partner;
        this.registry = registry;
        this.open = Objects.requireNonNull(
                registry.gauge("hub.partner.circuit.open", Tags.of("partner", partner), new AtomicInteger()));
    }

    /**
     * @param answer an HTTP status, or a word for what came instead of one
     */
    public void called(String operation, String answer, Duration took) {
        Timer.builder("hub.partner.calls")
                .description("Calls of a partner, by what it answered")
                .tag("partner", partner)
                .tag("operation", operation)
                .tag("answer", bounded(answer))
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(took);
    }

    public void circuit(boolean isOpen) {
        open.set(isOpen ? 1 : 0);
    }

    private static String bounded(String answer) {
        return Character.isDigit(answer.charAt(0)) && !STATUSES.contains(answer) ? "other" : answer;
    }
}
