package dev.parley.server;

import dev.parley.gateway.LogContext;
import dev.parley.server.log.LogSettings;
import dev.parley.server.log.ProcessLog;
import dev.parley.server.settings.SettingsFault;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs a server until the process is told to stop.
final class Running {
    private Running() {}

    /// @param settings read first, so that a wrong one is told before anything is opened
    /// @param banner what to print once the server accepts connections, where people read the log
    /// @return the exit code
    static int run(Console console, Supplier<ServerSettings> settings, Mode mode, Function<Server, String> banner)
            throws InterruptedException {
        Server server;
        LogSettings log;
        try {
            ServerSettings read = settings.get();
            log = read.log();
            ProcessLog.begin(log);
            server = Server.start(read, mode);
        } catch (StartFailure | SettingsFault failure) {
            return console.failed(failure);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(server)));
        if (log.format() == LogSettings.Format.JSON) {
            ProcessLog.tell("the server accepts connections", facts(server));
        } else {
            print(banner.apply(server), console.out());
        }
        server.awaitClosed();
        return 0;
    }

    private static void stop(Server server) {
        ProcessLog.tell("the server stops", LogContext.NONE);
        server.close();
        ProcessLog.tell("the server has stopped", LogContext.NONE);
    }

    private static LogContext facts(Server server) {
        LogContext facts = LogContext.NONE
                .with("version", Main.version())
                .with("url", server.url().toString())
                .with("data", server.data().toAbsolutePath().toString())
                .with("grade", server.grade().wireName());
        return server.adminUrl()
                .map(admin -> facts.with("admin", admin.toString()))
                .orElse(facts);
    }

    private static void print(String banner, PrintWriter out) {
        out.println();
        banner.lines().forEach(line -> out.println("  " + line));
        out.flush();
    }
}
