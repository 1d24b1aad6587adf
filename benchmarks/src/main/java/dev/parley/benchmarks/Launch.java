package dev.parley.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The two commands that start a server: what it stores in, and what signs a user in.
enum Launch {
    DEV("dev", "H2, grade `os`"),
    SERVE("serve", "SQLite, grade `disk`");

    private static final Tokens TOKENS = new Tokens("a secret of the benchmarks and of nobody else");

    private final String command;
    private final String store;

    Launch(String command, String store) {
        this.command = command;
        this.store = store;
    }

    /// What acknowledged means.
    String store() {
        return store;
    }

    /// @param port 0 for a free one
    List<String> arguments(int port, Path data) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--set",
                "admin.port=-1",
                "--set",
                "log.format=text"));
        for (String whose : List.of("connection", "user", "tenant")) {
            arguments.addAll(List.of("--set", "rates." + whose + ".perSecond=0"));
        }
        if (this == SERVE) {
            arguments.addAll(List.of("--set", "sessions.joinRole=editor"));
        }
        return arguments;
    }

    Map<String, String> environment() {
        return this == SERVE ? Map.of("PARLEY_TOKEN_KEY_SECRET", TOKENS.secret()) : Map.of();
    }

    /// A token that this server takes, with every right.
    String token(String user) {
        return this == SERVE ? TOKENS.mint(user) : "dev:" + user;
    }
}
