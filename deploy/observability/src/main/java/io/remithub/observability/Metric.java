package io.remithub.observability;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of the table.
 *
 * @param services those that expose it; empty: all
 * @param labels each with its values; those of a kind that has too many to list are bounded by a pattern
 * @param firstUse it appears with the first thing counted
 */
public record Metric(
        String name,
        Type type,
        Origin origin,
        Set<String> services,
        Map<String, Values> labels,
        boolean firstUse,
        String meaning,
        String whenOff) {

    public enum Type {
        GAUGE,
        COUNTER,
        TIMER
    }

    /** Who measures. */
    public enum Origin {
        HUB,
        LIBRARY,
        PROMETHEUS,
        /** What the hub runs on. */
        PLATFORM
    }

    /**
     * All that a label can be.
     *
     * @param listed in words; empty where the pattern alone bounds them
     */
    public record Values(String shown, List<String> listed, Pattern pattern) {

        public boolean allow(String value) {
            return pattern.matcher(value).matches();
        }

        static Values of(List<String> listed) {
            return new Values(
                    String.join(", ", listed),
                    List.copyOf(listed),
                    Pattern.compile(listed.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
        }
    }

    public boolean isOf(String service) {
        return services.isEmpty() || services.contains(service);
    }

    /** The series that Prometheus has of it. */
    public Set<String> series() {
        return switch (type) {
            case GAUGE, COUNTER -> Set.of(name);
            case TIMER -> Set.of(name + "_count", name + "_sum", name + "_max", name + "_bucket");
        };
    }
}
