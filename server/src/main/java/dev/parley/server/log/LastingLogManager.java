package dev.parley.server.log;

import java.util.logging.LogManager;

/// The JDK's log manager, but for this: its own shut-down hook would silence the log while the server still stops.
/// Named in a system property before anything logs, and before this class is loaded; the JDK makes it.
public final class LastingLogManager extends LogManager {
    private static volatile boolean begun;

    /// From now on nothing takes the handlers away.
    static void keepHandlers() {
        begun = true;
    }

    @Override
    public void reset() {
        if (!begun) {
            super.reset();
        }
    }
}
