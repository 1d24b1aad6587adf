package dev.parley.adapters.metrics;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What was recorded in some time. Adding two of them is the same as recording both streams into one.
///
/// @param sumNanos exact
/// @param buckets how many took at most the bound of the same index and more than the one before; the last has no
///     bound
/// @param lost dropped, stale or expired: not in the series
/// @param errors times that cannot be: not in the series
public record LatencyTotals(long count, long sumNanos, List<Long> buckets, long lost, long errors) {
    /// Upper bounds in milliseconds, each included.
    public static final List<Integer> BOUNDS_MILLIS = List.of(1, 2, 5, 10, 20, 30, 50, 100, 250, 1_000);

    static final int BUCKETS = BOUNDS_MILLIS.size() + 1;

    static final LatencyTotals NONE = new LatencyTotals(0, 0, Collections.nCopies(BUCKETS, 0L), 0, 0);

    private static final long[] BOUNDS_NANOS =
            BOUNDS_MILLIS.stream().mapToLong(bound -> bound * 1_000_000L).toArray();

    public LatencyTotals {
        buckets = List.copyOf(buckets);
    }

    static int bucket(long nanos) {
        int index = 0;
        while (index < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[index]) {
            index++;
        }
        return index;
    }

    public LatencyTotals plus(LatencyTotals other) {
        return combined(other, 1);
    }

    LatencyTotals minus(LatencyTotals earlier) {
        return combined(earlier, -1);
    }

    private LatencyTotals combined(LatencyTotals other, int sign) {
        return new LatencyTotals(
                count + sign * other.count,
                sumNanos + sign * other.sumNanos,
                IntStream.range(0, buckets.size())
                        .mapToObj(i -> buckets.get(i) + sign * other.buckets.get(i))
                        .toList(),
                lost + sign * other.lost,
                errors + sign * other.errors);
    }

    /// Empty where nothing was recorded: no data is not zero.
    public OptionalDouble meanNanos() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumNanos / (double) count);
    }

    /// What arrived, of all that was meant to; empty where nothing was.
    public OptionalDouble deliveredRatio() {
        long all = count + lost;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(count / (double) all);
    }
}
