package dev.parley.adapters.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/// Shows a recorder as a histogram in seconds.
record LatencyCollector(String name, String help, LatencyRecorder recorder) implements Collector {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public MetricSnapshot collect() {
        LatencyTotals totals = recorder.totals();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < totals.buckets().size(); i++) {
            buckets.bucket(bound(i), totals.buckets().get(i));
        }
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(totals.sumNanos() / NANOS_PER_SECOND)
                        .build())
                .build();
    }

    private static double bound(int index) {
        return index < LatencyTotals.BOUNDS_MILLIS.size()
                ? LatencyTotals.BOUNDS_MILLIS.get(index) / MILLIS_PER_SECOND
                : Double.POSITIVE_INFINITY;
    }
}
