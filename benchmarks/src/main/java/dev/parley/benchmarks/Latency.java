package dev.parley.benchmarks;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// How long things took from the moment they were meant to begin, over a window of such moments.
final class Latency {
    static final List<String> HEADER = List.of("measured", "p50 ms", "p95 ms", "p99 ms", "max ms");

    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final double MILLI = 1e6;

    private final Histogram histogram = new Histogram(LONGEST_NANOS, 3);
    private final long from;
    private final long to;

    /// @param from the earliest intended time that counts
    /// @param to the first that no longer does
    Latency(long from, long to) {
        this.from = from;
        this.to = to;
    }

    boolean counts(long intended) {
        return intended - from >= 0 && intended - to < 0;
    }

    void record(long intended, long now) {
        if (counts(intended)) {
            histogram.recordValue(Math.min(now - intended, LONGEST_NANOS));
        }
    }

    long count() {
        return histogram.getTotalCount();
    }

    /// The cells under [#HEADER].
    List<String> cells() {
        return List.of(
                Long.toString(count()), at(50), at(95), at(99), count() == 0 ? "–" : millis(histogram.getMaxValue()));
    }

    /// Of those that count; NaN where there are none, which meets no target.
    double millis(double percentile) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / MILLI;
    }

    String at(double percentile) {
        return count() == 0 ? "–" : millis(histogram.getValueAtPercentile(percentile));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / MILLI);
    }
}
