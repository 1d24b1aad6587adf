package dev.parley.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about tokens.
final class TokenOptions {
    @Option(
            names = "--token-key-file",
            paramLabel = "FILE",
            description = "Holds the secret that tokens are signed with (HS256). Variable: PARLEY_TOKEN_KEY_FILE;"
                    + " PARLEY_TOKEN_KEY_SECRET holds the secret itself")
    private @Nullable String keyFile;

    @Option(names = "--issuer", paramLabel = "NAME", description = "What iss must be. Default: parley")
    private @Nullable String issuer;

    @Option(names = "--audience", paramLabel = "NAME", description = "What aud must hold. Default: parley")
    private @Nullable String audience;

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        SettingsOptions.put(settings, "tokenKey.file", keyFile);
        SettingsOptions.put(settings, "token.issuer", issuer);
        SettingsOptions.put(settings, "token.audience", audience);
        return settings;
    }
}
