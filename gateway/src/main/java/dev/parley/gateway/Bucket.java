package dev.parley.gateway;

import dev.parley.domain.shared.Rate;

/// One connection's tokens. One thread: the loop.
final class Bucket {
    private final Rate rate;
    private boolean used;
    private long fullAt;

    Bucket(Rate rate) {
        this.rate = rate;
    }

    /// @return 0 where a token was taken, else how long to wait for one; nanoseconds
    long take(long now) {
        long before = used ? fullAt : now;
        long wait = rate.waitNanos(before, now);
        if (wait == 0) {
            used = true;
            fullAt = rate.fullAtAfterOne(before, now);
        }
        return wait;
    }
}
