package dev.parley.adapters.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.domain.access.Grants;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Makes tokens with the shared secret that a server checks them with (HS256), for scripts and first steps; an
/// application with an identity provider has its own.
public final class TokenMint {
    private final String secret;
    private final TokenSettings settings;

    /// @throws IllegalArgumentException where the secret is too short
    public TokenMint(String secret, TokenSettings settings) {
        TokenKey.secret(secret);
        this.secret = secret;
        this.settings = settings;
    }

    /// @param expiresAtMillis since 1970; the token holds whole seconds
    public String mint(TenantId tenant, UserId user, Grants grants, long expiresAtMillis) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(user.value())
                .expirationTime(Date.from(Instant.ofEpochMilli(expiresAtMillis)))
                .claim("parley", claim(tenant, grants))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException("a checked secret does not sign", e);
        }
        return token.serialize();
    }

    private static Map<String, Object> claim(TenantId tenant, Grants grants) {
        Map<String, Object> sessions = new LinkedHashMap<>();
        grants.sessions()
                .forEach(grant -> sessions.put(grant.pattern(), grant.role().wireName()));
        Map<String, Object> topics = new LinkedHashMap<>();
        grants.topics()
                .forEach(grant -> topics.put(
                        grant.pattern().text(),
                        grant.actions().stream()
                                .map(action -> action.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()));
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("tenant", tenant.value());
        claim.put("sessions", sessions);
        claim.put("topics", topics);
        return claim;
    }
}
