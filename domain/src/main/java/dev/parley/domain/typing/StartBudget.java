package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.time.Duration;

/// How many STARTs one connection may send: 10 a second, 20 at once. A token bucket, kept as the time at which it is
/// full again.
@LaneConfined
final class StartBudget {
    private static final long EACH_NANOS = Duration.ofMillis(100).toNanos();
    private static final long BURST_NANOS = 20 * EACH_NANOS;

    private long epoch;
    private long fullAt;

    /// @param connection whose START it is; another one than before begins with a full bucket
    boolean take(long connection, long now) {
        long from = epoch == connection ? Math.max(fullAt, now) : now;
        if (from + EACH_NANOS - now > BURST_NANOS) {
            return false;
        }
        epoch = connection;
        fullAt = from + EACH_NANOS;
        return true;
    }
}
