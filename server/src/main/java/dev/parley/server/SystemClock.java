package dev.parley.server;

import dev.parley.application.lanes.WallClock;

/// The machine's time of day.
final class SystemClock implements WallClock {
    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
