package dev.parley.server.log;

import dev.parley.gateway.LogContext;
import java.util.Arrays;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log of this process, which is `java.util.logging` on standard error. Once per process, before the server starts.
public final class ProcessLog {
    private static final Logger PROCESS = Logger.getLogger("dev.parley.server");

    private ProcessLog() {}

    /// Whoever has configured `java.util.logging` himself is left alone.
    public static void begin(LogSettings settings) {
        if (System.getProperty("java.util.logging.config.file") == null
                && System.getProperty("java.util.logging.config.class") == null) {
            show(formatter(settings));
        }
        LastingLogManager.keepHandlers();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                PROCESS.log(java.util.logging.Level.SEVERE, thrown, () -> "a thread ended: " + thread.getName()));
    }

    /// Something that happened to the whole process.
    ///
    /// @param about names and values
    public static void tell(String what, LogContext about) {
        LogRecord line = new LogRecord(java.util.logging.Level.INFO, what);
        line.setLoggerName(PROCESS.getName());
        line.setParameters(new Object[] {about});
        PROCESS.log(line);
    }

    static Formatter formatter(LogSettings settings) {
        return switch (settings.format()) {
            case JSON -> new JsonLines(settings);
            case TEXT -> new TextLines(settings);
        };
    }

    private static void show(Formatter formatter) {
        Arrays.stream(LogManager.getLogManager().getLogger("").getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .forEach(handler -> handler.setFormatter(formatter));
    }
}
