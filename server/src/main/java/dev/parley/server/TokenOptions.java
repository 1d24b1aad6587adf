package dev.parley.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// The options about tokens.
final class TokenOptions {
    private static final String KEY_FILE = "token-key-file";
    private static final String ISSUER = "issuer";
    private static final String AUDIENCE = "audience";

    private TokenOptions() {}

    static Options addTo(Options options) {
        return options.addOption(Command.option(
                        KEY_FILE,
                        "FILE",
                        "Holds the secret that tokens are signed with (HS256). Variable: PARLEY_TOKEN_KEY_FILE;"
                                + " PARLEY_TOKEN_KEY_SECRET holds the secret itself"))
                .addOption(Command.option(ISSUER, "NAME", "What iss must be. Default: parley"))
                .addOption(Command.option(AUDIENCE, "NAME", "What aud must hold. Default: parley"));
    }

    static Map<String, String> settings(CommandLine given) {
        Map<String, String> settings = new LinkedHashMap<>();
        SettingsOptions.put(settings, "tokenKey.file", given.getOptionValue(KEY_FILE));
        SettingsOptions.put(settings, "token.issuer", given.getOptionValue(ISSUER));
        SettingsOptions.put(settings, "token.audience", given.getOptionValue(AUDIENCE));
        return settings;
    }
}
