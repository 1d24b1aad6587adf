package dev.parley.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed tokens (RFC 7519, HS256) with every right, as an application makes them for its users.
///
/// @param secret shared with the server, at least 32 bytes
record Tokens(String secret) {
    private static final Duration LIFETIME = Duration.ofHours(6);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEAD = encoded("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));

    String mint(String user) {
        long expires = System.currentTimeMillis() / 1_000 + LIFETIME.toSeconds();
        String claims = "{\"iss\":\"parley\",\"aud\":\"parley\",\"sub\":\"" + user + "\",\"exp\":" + expires
                + ",\"parley\":{\"sessions\":{\"*\":\"owner\"},"
                + "\"topics\":{\"**\":[\"subscribe\",\"publish\",\"history\"]}}}";
        String signed = HEAD + "." + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is in every JDK", missing);
        }
    }

    private static String encoded(byte[] part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }
}
