package io.remithub.bench;

import org.HdrHistogram.Histogram;

/** In milliseconds. */
record Latencies(double p50, double p90, double p99, double max) {

    private static final double NANOS = 1e6;

    /** @param histogram of nanoseconds */
    static Latencies of(Histogram histogram) {
        return new Latencies(
                histogram.getValueAtPercentile(50) / NANOS,
                histogram.getValueAtPercentile(90) / NANOS,
                histogram.getValueAtPercentile(99) / NANOS,
                histogram.getMaxValue() / NANOS);
    }
}
