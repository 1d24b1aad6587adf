package dev.parley.adapters.identity;

/// Which tokens are good.
///
/// @param issuer that `iss` must be
/// @param audience that `aud` must hold
/// @param skewMillis by which the clocks of issuer and server may differ
/// @param maxTokenChars of a token that is looked at
public record TokenSettings(String issuer, String audience, long skewMillis, int maxTokenChars) {
    public static final TokenSettings DEFAULTS = new TokenSettings("parley", "parley", 30_000, 8_192);

    private static final long MAX_SKEW_MILLIS = 30_000;

    public TokenSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("issuer and audience must be given");
        }
        if (skewMillis < 0 || skewMillis > MAX_SKEW_MILLIS) {
            throw new IllegalArgumentException("skewMillis must be 0 to " + MAX_SKEW_MILLIS);
        }
    }
}
