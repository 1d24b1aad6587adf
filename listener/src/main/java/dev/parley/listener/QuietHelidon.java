package dev.parley.listener;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps Helidon from logging a stack trace for every client that misbehaves or leaves early.
///
/// Such lines are the client's to write, as many as it likes. A level that the operator has set is left alone.
final class QuietHelidon {
    /// Held, because the log manager forgets loggers, and their levels, that nobody holds.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private QuietHelidon() {}

    static void errorsOnly() {
        if (HELIDON.getLevel() == null) {
            HELIDON.setLevel(Level.SEVERE);
        }
    }
}
