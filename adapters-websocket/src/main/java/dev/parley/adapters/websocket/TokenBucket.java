package dev.parley.adapters.websocket;

import java.util.concurrent.TimeUnit;

/// So many per second in the long run, so many at once. Time is passed in. One thread: the loop.
final class TokenBucket {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long nanosPerToken;
    private final long capacityNanos;
    private long savedNanos;
    private long countedUpTo;

    TokenBucket(int perSecond, int burst, long now) {
        this.nanosPerToken = SECOND / perSecond;
        this.capacityNanos = burst * nanosPerToken;
        this.savedNanos = capacityNanos;
        this.countedUpTo = now;
    }

    boolean take(long now) {
        savedNanos = Math.min(capacityNanos, savedNanos + (now - countedUpTo));
        countedUpTo = now;
        if (savedNanos < nanosPerToken) {
            return false;
        }
        savedNanos -= nanosPerToken;
        return true;
    }
}
