package dev.parley.gateway;

import dev.parley.domain.shared.Rate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Tokens of all users, or tenants, which many loops and the threads of HTTP take from. Thread-safe without waiting: a
/// bucket is one number, exchanged whole, and whoever loses the race for it tries again.
///
/// Buckets that are full again are swept out by whoever adds one, once as many were added as the last sweep left, so
/// there are never more than about twice as many as users who called just now.
final class Buckets<K> {
    private static final long MIN_ADDED = 1_024;

    private final Rate rate;
    private final ConcurrentMap<K, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong untilSweep = new AtomicLong(MIN_ADDED);

    Buckets(Rate rate) {
        this.rate = rate;
    }

    /// @return 0 where a token was taken, else how long to wait for one; nanoseconds
    long take(K key, long now) {
        if (!rate.isLimit()) {
            return 0;
        }
        while (true) {
            @Nullable Long known = fullAt.get(key);
            long before = known == null ? now : known;
            long wait = rate.waitNanos(before, now);
            if (wait > 0 || exchange(key, known, rate.fullAtAfterOne(before, now), now)) {
                return wait;
            }
        }
    }

    int size() {
        return fullAt.size();
    }

    private boolean exchange(K key, @Nullable Long known, long next, long now) {
        if (known != null) {
            return fullAt.replace(key, known, next);
        }
        if (fullAt.putIfAbsent(key, next) != null) {
            return false;
        }
        if (untilSweep.decrementAndGet() == 0) {
            fullAt.values().removeIf(full -> full <= now);
            untilSweep.set(Math.max(MIN_ADDED, fullAt.size()));
        }
        return true;
    }
}
