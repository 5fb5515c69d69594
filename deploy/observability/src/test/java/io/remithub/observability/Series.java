package io.remithub.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A series with a value a minute, written as promtool writes it.
 *
 * @param values null where there is none
 */
record Series(String name, Map<String, String> labels, List<Double> values) {

    private static final Pattern STEPS = Pattern.compile("(-?[\\d.]+)(?:([+-][\\d.]+))?(?:x(\\d+))?");

    static Series of(String series, String values) {
        var sample = Scrape.of(series + " 0").samples().getFirst();
        var read = new ArrayList<Double>();
        for (String part : values.strip().split("\\s+")) {
            var steps = STEPS.matcher(part);
            if (!steps.matches()) {
                throw new IllegalArgumentException(part);
            }
            double first = Double.parseDouble(steps.group(1));
            double step = steps.group(2) == null ? 0 : Double.parseDouble(steps.group(2));
            int more = steps.group(3) == null ? 0 : Integer.parseInt(steps.group(3));
            for (int i = 0; i <= more; i++) {
                read.add(first + i * step);
            }
        }
        return new Series(sample.series(), sample.labels(), read);
    }
}
