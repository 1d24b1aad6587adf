package dev.parley.server;

import dev.parley.application.lanes.Ids;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names from the system's secure random numbers; epochs from the boot counter. Thread-safe.
final class RandomIds implements Ids {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong epoch;

    /// @param boot greater at each start than at every one before
    RandomIds(long boot) {
        this.epoch = new AtomicLong(boot << Integer.SIZE);
    }

    @Override
    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public long nextConnectionEpoch() {
        return epoch.incrementAndGet();
    }
}
