package dev.parley.gateway;

import dev.parley.domain.shared.Rate;

/// One connection's tokens. One thread: the loop.
final class Bucket {
    private static final long NEVER_USED = 0;

    private final Rate rate;
    private long fullAt = NEVER_USED;

    Bucket(Rate rate) {
        this.rate = rate;
    }

    /// @return 0 where a token was taken, else how long to wait for one; nanoseconds
    long take(long now) {
        long wait = rate.waitNanos(fullAt, now);
        if (wait == 0) {
            fullAt = rate.fullAtAfterOne(fullAt, now);
        }
        return wait;
    }
}
