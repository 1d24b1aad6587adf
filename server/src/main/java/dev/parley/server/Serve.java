package dev.parley.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `parley serve`: a server for everybody who has a token.
final class Serve implements Command {
    private static final String PUBLIC_KEY_FILE = "public-key-file";
    private static final String ORIGIN = "origin";

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run a server for everybody who has a token.";
    }

    @Override
    public Options options() {
        return TokenOptions.addTo(SettingsOptions.addTo(new Options()))
                .addOption(Command.option(
                        PUBLIC_KEY_FILE,
                        "FILE",
                        "Public key (PEM) of whoever makes the tokens (RS256, ES256)."
                                + " Variable: PARLEY_TOKEN_KEY_PUBLIC_FILE"))
                .addOption(Command.option(
                        ORIGIN,
                        "ORIGIN",
                        "Whose pages may connect, such as https://app.example.com; may be given again."
                                + " Default: none, only clients without an Origin"));
    }

    @Override
    public int run(CommandLine given, Console console) throws InterruptedException {
        return Running.run(console, () -> settings(given), Mode.SERVE, Serve::banner);
    }

    private static ServerSettings settings(CommandLine given) {
        Map<String, String> own = new LinkedHashMap<>(TokenOptions.settings(given));
        SettingsOptions.put(own, "tokenKey.publicFile", given.getOptionValue(PUBLIC_KEY_FILE));
        if (given.hasOption(ORIGIN)) {
            own.put("origins", String.join(",", given.getOptionValues(ORIGIN)));
        }
        return new SettingsOptions(given).read(ServerSettings.serve(7788, Home.path("serve")), System.getenv(), own);
    }

    private static String banner(Server server) {
        return """
                Parley %s. TLS ends at a proxy: put one in front before anybody connects from elsewhere.

                URL     %s (WebSocket at /v1/ws)
                Admin   %s
                Data    %s (grade %s)
                Stop    Ctrl-C, or SIGTERM
                """.formatted(
                        Main.version(),
                        server.url(),
                        server.adminUrl()
                                .map(url -> url + "metrics, for operators on this machine")
                                .orElse("none"),
                        server.data().toAbsolutePath(),
                        server.grade().wireName());
    }
}
