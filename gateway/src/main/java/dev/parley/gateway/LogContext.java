package dev.parley.gateway;

import dev.parley.application.delivery.Caller;
import dev.parley.domain.access.Principal;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whom a line of the log is about. It travels as the parameter of a [LogRecord], so that a formatter can show each
/// member by itself. Immutable.
///
/// @param members names and values in their order: `connection`, `tenant`, `user` … Never a token
public record LogContext(SequencedMap<String, String> members) {
    /// Nobody is known.
    public static final LogContext NONE = new LogContext(new LinkedHashMap<>());

    public LogContext {
        members = new LinkedHashMap<>(members);
    }

    /// A client, with its connection where it has one.
    static LogContext of(Caller caller) {
        return switch (caller) {
            case Caller.Connected(Principal who, var subscriber) ->
                of(who).with("connection", subscriber.id().value());
            case Caller.Stateless(Principal who) -> of(who);
        };
    }

    /// A user.
    public static LogContext of(Principal who) {
        return NONE.with("tenant", who.tenant().value())
                .with("user", who.user().value())
                .with("device", who.device().value());
    }

    public LogContext with(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new LogContext(more);
    }

    /// A fault of the server: logged under a random number, which its victim is told in `correlation`, and nothing
    /// else.
    ///
    /// @param thrown null where nothing was thrown
    /// @return what the victim is told
    public Problem fault(Class<?> by, String what, @Nullable Throwable thrown, String told) {
        String correlation = log(by, what, thrown);
        return Problem.of(ErrorCode.INTERNAL, told).with("correlation", new JsonString(correlation));
    }

    /// A fault of the server that nobody is told in JSON.
    ///
    /// @return the random number in its line
    public String log(Class<?> by, String what, @Nullable Throwable thrown) {
        String correlation = "%016x".formatted(ThreadLocalRandom.current().nextLong());
        LogRecord line = new LogRecord(Level.SEVERE, what + " (correlation " + correlation + ")");
        line.setLoggerName(by.getName());
        line.setThrown(thrown);
        line.setParameters(new Object[] {with("correlation", correlation).with("code", ErrorCode.INTERNAL.name())});
        Logger.getLogger(by.getName()).log(line);
        return correlation;
    }

    /// The members as a formatter reads them.
    ///
    /// @return empty where the line is about nobody
    public static Map<String, String> of(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof LogContext context
                ? context.members()
                : Map.of();
    }
}
