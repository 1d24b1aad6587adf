package dev.parley.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parley serve`: a server for everybody who has a token.
@Command(name = "serve", description = "Run a server for everybody who has a token.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // the command line sets all fields before call
final class Serve implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private TokenOptions tokens;

    @Option(
            names = "--public-key-file",
            paramLabel = "FILE",
            description = "Public key (PEM) of whoever makes the tokens (RS256, ES256)."
                    + " Variable: PARLEY_TOKEN_KEY_PUBLIC_FILE")
    private @Nullable String publicKeyFile;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Whose pages may connect, such as https://app.example.com; may be given again."
                    + " Default: none, only clients without an Origin")
    private List<String> origins = List.of();

    @Override
    public Integer call() throws InterruptedException {
        return Running.run(spec.commandLine(), this::settings, Mode.SERVE, Serve::banner);
    }

    private ServerSettings settings() {
        Map<String, String> own = new LinkedHashMap<>(tokens.settings());
        SettingsOptions.put(own, "tokenKey.publicFile", publicKeyFile);
        if (!origins.isEmpty()) {
            own.put("origins", String.join(",", origins));
        }
        return options.read(ServerSettings.serve(7788, Home.path("serve")), System.getenv(), own);
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
