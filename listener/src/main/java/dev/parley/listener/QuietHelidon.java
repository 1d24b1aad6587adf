package dev.parley.listener;

import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps Helidon from logging a stack trace for every client that misbehaves or leaves early.
///
/// Such lines are the client's to write, as many as it likes. A level that the operator has set is left alone.
final class QuietHelidon {
    /// Held, because the log manager forgets loggers, and their levels, that nobody holds.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private static final Logger ACCEPTOR = Logger.getLogger("io.helidon.webserver.ServerListener");

    private QuietHelidon() {}

    static void errorsOnly() {
        if (HELIDON.getLevel() == null) {
            HELIDON.setLevel(Level.SEVERE);
        }
        if (ACCEPTOR.getFilter() == null) {
            ACCEPTOR.setFilter(line -> !isOfTheEnd(line.getThrown()));
        }
    }

    /// What the acceptor meets when it is stopped, and whoever dials that very moment.
    private static boolean isOfTheEnd(@Nullable Throwable thrown) {
        return thrown instanceof InterruptedException || thrown instanceof RejectedExecutionException;
    }
}
