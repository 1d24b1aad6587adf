package dev.parley.server.log;

import dev.parley.gateway.LogContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// One event as words for people. What follows the first line is set in, so that nothing in a stack trace passes for
/// another event. Thread-safe.
final class TextLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final LogSettings settings;

    TextLines(LogSettings settings) {
        this.settings = settings;
    }

    @Override
    public String format(LogRecord line) {
        StringBuilder out = new StringBuilder()
                .append(TIME.format(line.getInstant()))
                .append(' ')
                .append(Level.of(line))
                .append("  ")
                .append(shown(String.valueOf(formatMessage(line))));
        LogContext.of(line)
                .forEach((name, value) ->
                        out.append("  ").append(name).append('=').append(shown(value)));
        if (line.getThrown() != null) {
            Clean.lines(Trace.of(line.getThrown()), settings.traceCharacters())
                    .lines()
                    .forEach(each -> out.append("\n\t").append(each));
        }
        return out.append('\n').toString();
    }

    private String shown(String text) {
        return Clean.line(text, settings.messageCharacters());
    }
}
