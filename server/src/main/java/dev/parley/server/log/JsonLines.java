package dev.parley.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.gateway.LogContext;
import dev.parley.protocol.json.JsonWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// One event as one JSON object: `time`, `level`, `logger`, `message`, whom it is about where that is known, and for
/// something thrown `error` and `trace`. Thread-safe.
final class JsonLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final LogSettings settings;

    JsonLines(LogSettings settings) {
        this.settings = settings;
    }

    @Override
    public String format(LogRecord line) {
        JsonWriter out = new JsonWriter();
        out.object().name("time").string(TIME.format(line.getInstant()));
        out.name("level").string(Level.of(line).name());
        out.name("logger").string(shown(String.valueOf(line.getLoggerName())));
        out.name("message").string(shown(String.valueOf(formatMessage(line))));
        LogContext.of(line).forEach((name, value) -> out.name(name).string(shown(value)));
        if (line.getThrown() != null) {
            out.name("error").string(shown(line.getThrown().toString()));
            out.name("trace").string(Clean.lines(Trace.of(line.getThrown()), settings.traceCharacters()));
        }
        return new String(out.end().toBytes(), UTF_8) + "\n";
    }

    private String shown(String text) {
        return Clean.line(text, settings.messageCharacters());
    }
}
