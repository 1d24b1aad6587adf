package dev.parley.server;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `parley dev`: a server for one developer on this machine, with the page, tokens for any name and data that survives
/// a kill.
@Command(name = "dev", description = "Run a server for development; prints its URL.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // the command line sets all fields before call
final class Dev implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return Running.run(spec.commandLine(), this::settings, Mode.DEV, Dev::banner);
    }

    private ServerSettings settings() {
        return options.read(ServerSettings.dev(7788, Home.path("data")), System.getenv(), Map.of());
    }

    private static String banner(Server server) {
        return """
                Parley %s, for development on this machine only:
                anybody who can reach this port is whoever he says he is. TLS ends at a proxy.

                Open    %s
                Data    %s (survives kill -9, grade %s)
                Stop    Ctrl-C
                """.formatted(
                        Main.version(),
                        server.url(),
                        server.data().toAbsolutePath(),
                        server.grade().wireName());
    }
}
