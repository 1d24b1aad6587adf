package dev.parley.adapters.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.application.access.Authenticator;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.WallClock;
import dev.parley.domain.shared.ErrorCode;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;

/// Signed tokens (RFC 7519), strictly: one algorithm, no keys or key locations from the token itself, and `iss`,
/// `aud`, `sub` and `exp` required. Whatever is wrong, the answer is the same, except for a token that is right
/// in all but its age.
public final class TokenIdentities implements Authenticator {
    private final TokenKey key;
    private final TokenSettings settings;
    private final WallClock clock;

    public TokenIdentities(TokenKey key, TokenSettings settings, WallClock clock) {
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void authenticate(String token, Reply<Outcome<Identity>> reply) {
        reply.accept(identity(token));
    }

    private Outcome<Identity> identity(String token) {
        Optional<Identity> right = verified(token).flatMap(this::read);
        if (right.isEmpty()) {
            return Outcome.refused(ErrorCode.UNAUTHENTICATED, "the token is missing or not valid");
        }
        return clock.millis() >= right.get().expiresAtMillis().orElseThrow()
                ? Outcome.refused(ErrorCode.TOKEN_EXPIRED, "the token has expired; fetch a new one")
                : new Outcome.Done<>(right.get());
    }

    private Optional<JWTClaimsSet> verified(String token) {
        if (token.length() > settings.maxTokenChars()) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return isOurs(signed.getHeader()) && signed.verify(key.verifier())
                    ? Optional.of(signed.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException wrong) {
            return Optional.empty();
        }
    }

    private boolean isOurs(JWSHeader header) {
        return key.algorithm().equals(header.getAlgorithm())
                && header.getJWK() == null
                && header.getJWKURL() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null;
    }

    private Optional<Identity> read(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        if (expires == null
                || !settings.issuer().equals(claims.getIssuer())
                || !claims.getAudience().contains(settings.audience())
                || !hasBegun(claims)) {
            return Optional.empty();
        }
        return TokenClaims.read(claims.getSubject(), claims.getClaim("parley"))
                .map(known -> new Identity(
                        known.tenant(),
                        known.user(),
                        known.grants(),
                        OptionalLong.of(expires.toInstant().toEpochMilli() + settings.skewMillis())));
    }

    private boolean hasBegun(JWTClaimsSet claims) {
        Date from = claims.getNotBeforeTime();
        return from == null || from.toInstant().toEpochMilli() <= clock.millis() + settings.skewMillis();
    }
}
