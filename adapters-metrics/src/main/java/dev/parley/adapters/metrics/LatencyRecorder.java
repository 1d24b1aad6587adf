package dev.parley.adapters.metrics;

import java.util.Arrays;

/// How long one kind of thing takes, told truthfully: the sum and the count are exact and always read together, what
/// never arrived is counted beside the series and never in it, and a time that cannot be is an error, not a zero.
///
/// Thread-safe. A lock, held for a few additions: writers are the loops, a handful.
public final class LatencyRecorder {
    private final Object lock = new Object();
    private final long[] buckets = new long[LatencyTotals.BUCKETS];
    private long count;
    private long sumNanos;
    private long lost;
    private long errors;
    private LatencyTotals taken = LatencyTotals.NONE;

    /// Something took `nanos`; a negative number counts as an error.
    public void record(long nanos) {
        synchronized (lock) {
            if (nanos < 0) {
                errors++;
                return;
            }
            count++;
            sumNanos += nanos;
            buckets[LatencyTotals.bucket(nanos)]++;
        }
    }

    /// Something was dropped, was stale or expired: it has no latency, but it counts in the ratio of what arrived.
    public void lost() {
        synchronized (lock) {
            lost++;
        }
    }

    /// Everything since the beginning.
    public LatencyTotals totals() {
        synchronized (lock) {
            return new LatencyTotals(
                    count, sumNanos, Arrays.stream(buckets).boxed().toList(), lost, errors);
        }
    }

    /// Everything since this was last called; each recording is in exactly one interval.
    public LatencyTotals takeInterval() {
        synchronized (lock) {
            LatencyTotals now = totals();
            LatencyTotals interval = now.minus(taken);
            taken = now;
            return interval;
        }
    }
}
