package dev.parley.adapters.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/// What tokens are checked with: one key, and with it the only algorithm that is accepted (RFC 8725 §3.1).
///
/// @param algorithm that a token's `alg` must be
/// @param verifier of signatures; it knows no `crit` headers
public record TokenKey(JWSAlgorithm algorithm, JWSVerifier verifier) {
    private static final int MIN_SECRET_BYTES = 32;
    private static final int MIN_RSA_BITS = 2_048;
    private static final String PEM = "-----BEGIN PUBLIC KEY-----";

    /// HS256 with a shared secret of at least 32 bytes (RFC 7518 §3.2).
    ///
    /// @throws IllegalArgumentException with what is wrong, in a sentence without the secret
    public static TokenKey secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "the key has " + bytes.length + " bytes; HS256 needs at least " + MIN_SECRET_BYTES);
        }
        try {
            return new TokenKey(JWSAlgorithm.HS256, new MACVerifier(bytes));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key cannot be used for HS256", e);
        }
    }

    /// RS256 or ES256 with a public key in PEM (`BEGIN PUBLIC KEY`, RFC 7468 §13).
    ///
    /// @throws IllegalArgumentException with what is wrong
    public static TokenKey publicKey(String pem) {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(decoded(pem));
        try {
            return rsa((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded));
        } catch (GeneralSecurityException notRsa) {
            return ec(encoded);
        }
    }

    private static byte[] decoded(String pem) {
        int begin = pem.indexOf(PEM);
        int end = pem.indexOf("-----END PUBLIC KEY-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the file is not a public key in PEM (BEGIN PUBLIC KEY)");
        }
        return Base64.getMimeDecoder()
                .decode(pem.substring(begin + PEM.length(), end).strip());
    }

    private static TokenKey rsa(RSAPublicKey key) {
        if (key.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("the RSA key is shorter than " + MIN_RSA_BITS + " bits");
        }
        return new TokenKey(JWSAlgorithm.RS256, new RSASSAVerifier(key));
    }

    private static TokenKey ec(X509EncodedKeySpec encoded) {
        try {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
            if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw new IllegalArgumentException("the EC key is not on the curve P-256");
            }
            return new TokenKey(JWSAlgorithm.ES256, new ECDSAVerifier(key, Set.of()));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("the public key is neither RSA nor EC on P-256", e);
        }
    }
}
