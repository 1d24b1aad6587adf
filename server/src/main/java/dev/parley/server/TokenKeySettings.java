package dev.parley.server;

/// Where the key comes from that tokens are checked with; one of the three, the others empty.
///
/// @param secret shared with whoever makes tokens (HS256); better in the environment than in a file
/// @param file that holds such a secret
/// @param publicFile that holds the public key of whoever makes tokens, in PEM (RS256 or ES256)
public record TokenKeySettings(String secret, String file, String publicFile) {
    public static final TokenKeySettings NONE = new TokenKeySettings("", "", "");

    /// Without the secret: this reaches logs and messages.
    @Override
    public String toString() {
        return "TokenKeySettings[file=" + file + ", publicFile=" + publicFile + "]";
    }
}
