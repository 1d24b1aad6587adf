package dev.parley.server;

import dev.parley.server.settings.SettingsFault;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/// Runs a server until the process is told to stop.
final class Running {
    private static final int FAILED = 1;

    private Running() {}

    /// @param settings read first, so that a wrong one is told before anything is opened
    /// @param banner what to print once the server accepts connections
    /// @return the exit code
    static int run(CommandLine command, Supplier<ServerSettings> settings, Mode mode, Function<Server, String> banner)
            throws InterruptedException {
        Server server;
        try {
            server = Server.start(settings.get(), mode);
        } catch (StartFailure | SettingsFault failure) {
            return failed(command, failure);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
        PrintWriter out = command.getOut();
        out.println();
        banner.apply(server).lines().forEach(line -> out.println("  " + line));
        out.flush();
        server.awaitClosed();
        return 0;
    }

    static int failed(CommandLine command, RuntimeException failure) {
        command.getErr().println("parley: " + failure.getMessage());
        return FAILED;
    }
}
