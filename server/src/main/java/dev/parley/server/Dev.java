package dev.parley.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `parley dev`: a server for one developer on this machine, with the page, tokens for any name and data that survives
/// a kill.
@Command(name = "dev", description = "Run a server for development; prints its URL.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // the command line sets all fields before call
final class Dev implements Callable<Integer> {
    private static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${PARLEY_PORT:-7788}",
            description = "Port; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${PARLEY_DATA:-.parley/data}",
            description = "Where the data is kept. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Server server;
        try {
            server = Server.start(ServerSettings.dev(port, data));
        } catch (StartFailure failure) {
            spec.commandLine().getErr().println("parley: " + failure.getMessage());
            return FAILED;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
        out.println();
        out.println("  Parley " + Main.version() + ", for development on this machine only:");
        out.println("  anybody who can reach this port is whoever he says he is. TLS ends at a proxy.");
        out.println();
        out.println("  Open    " + server.url());
        out.println("  Data    " + data.toAbsolutePath() + " (survives kill -9, grade "
                + server.grade().wireName() + ")");
        out.println("  Stop    Ctrl-C");
        out.flush();
        server.awaitClosed();
        return 0;
    }
}
