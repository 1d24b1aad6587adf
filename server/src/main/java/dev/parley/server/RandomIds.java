package dev.parley.server;

import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.WallClock;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names that begin with the time, so that those made together lie together in an index, and end with 80 of the
/// system's secure random bits; epochs from the boot counter. Thread-safe.
final class RandomIds implements Ids {
    private static final int BYTES = 10;
    private static final int TIME_DIGITS = 12;

    private final WallClock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong epoch;

    /// @param boot greater at each start than at every one before
    RandomIds(long boot, WallClock clock) {
        this.clock = clock;
        this.epoch = new AtomicLong(boot << Integer.SIZE);
    }

    @Override
    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(clock.millis(), TIME_DIGITS) + hex.formatHex(bytes);
    }

    @Override
    public long nextConnectionEpoch() {
        return epoch.incrementAndGet();
    }
}
