package dev.parley.domain.shared;

/// So many in the long run, so many at once: a token bucket whose whole state is the time at which it is full again
/// (the generic cell rate algorithm). Times are nanoseconds of any one clock; a token takes a whole number of them, so
/// the rate is exact where it divides a second and by one nanosecond a token lower elsewhere.
///
/// A bucket whose time has passed is as good as a new one, so whoever keeps many may forget those.
///
/// @param perSecond 0 is no limit
/// @param burst at once, after a pause that was long enough; at least 1
public record Rate(int perSecond, int burst) {
    private static final long SECOND_NANOS = 1_000_000_000;

    public Rate {
        if (perSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("perSecond: " + perSecond + ", burst: " + burst);
        }
    }

    public boolean isLimit() {
        return perSecond > 0;
    }

    /// How long until the bucket has a token, 0 where it has one.
    ///
    /// @param fullAt of the bucket; in the past for a new one
    public long waitNanos(long fullAt, long now) {
        return isLimit() ? Math.max(0, from(fullAt, now) + eachNanos() - now - burst * eachNanos()) : 0;
    }

    /// When the bucket is full again, now that a token was taken.
    public long fullAtAfterOne(long fullAt, long now) {
        return isLimit() ? from(fullAt, now) + eachNanos() : now;
    }

    /// A clock that was set back costs no more than one empty bucket.
    private long from(long fullAt, long now) {
        return Math.clamp(fullAt, now, now + burst * eachNanos());
    }

    private long eachNanos() {
        return (SECOND_NANOS + perSecond - 1) / perSecond;
    }
}
