package dev.parley.server;

import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `parley dev`: a server for one developer on this machine, with the page, tokens for any name and data that survives
/// a kill.
final class Dev implements Command {
    @Override
    public String name() {
        return "dev";
    }

    @Override
    public String summary() {
        return "Run a server for development; prints its URL.";
    }

    @Override
    public Options options() {
        return SettingsOptions.addTo(new Options());
    }

    @Override
    public int run(CommandLine given, Console console) throws InterruptedException {
        return Running.run(console, () -> settings(given), Mode.DEV, Dev::banner);
    }

    private static ServerSettings settings(CommandLine given) {
        return new SettingsOptions(given).read(ServerSettings.dev(7788, Home.path("data")), System.getenv(), Map.of());
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
