package dev.parley.server;

import dev.parley.adapters.identity.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Reads the key that tokens are checked with.
final class TokenKeys {
    private static final String HOW = "Give one of: PARLEY_TOKEN_KEY_SECRET=<at least 32 bytes> in the environment,"
            + " --token-key-file FILE with such a secret, or --public-key-file FILE with the public key (PEM) of"
            + " your identity provider. A secret: openssl rand -base64 32";

    private TokenKeys() {}

    /// @throws StartFailure where there is none, more than one, or one that is too weak, with what to do
    static TokenKey read(TokenKeySettings settings) {
        long given = Stream.of(settings.secret(), settings.file(), settings.publicFile())
                .filter(value -> !value.isEmpty())
                .count();
        if (given != 1) {
            throw new StartFailure(
                    (given == 0 ? "serve needs a key to check tokens with. " : "there is more than one token key. ")
                            + HOW);
        }
        try {
            return settings.publicFile().isEmpty()
                    ? TokenKey.secret(secret(settings))
                    : TokenKey.publicKey(content(settings.publicFile()));
        } catch (IllegalArgumentException weak) {
            throw new StartFailure("the token key cannot be used: " + weak.getMessage() + ". " + HOW, weak);
        }
    }

    /// The shared secret, for making tokens.
    ///
    /// @throws StartFailure where there is none
    static String secret(TokenKeySettings settings) {
        if (settings.secret().isEmpty() && settings.file().isEmpty()) {
            throw new StartFailure("a token is made with the secret that the server checks it with."
                    + " Give PARLEY_TOKEN_KEY_SECRET in the environment or --token-key-file FILE.");
        }
        return settings.secret().isEmpty() ? content(settings.file()).strip() : settings.secret();
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new StartFailure("cannot read the token key in " + file + " (" + unreadable + ").", unreadable);
        }
    }
}
