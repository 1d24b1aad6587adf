package dev.parley.adapters.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.application.access.Authenticator.Identity;
import dev.parley.application.lanes.Outcome;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenIdentitiesTest {
    private static final String SECRET = "a secret of more than thirty-two bytes";
    private static final long NOW = 1_800_000_000_000L;
    private static final long SOON = NOW + 60_000;
    private static final KeyPair RSA = pair("RSA", 2_048);
    private static final KeyPair EC = pair("EC", 256);

    private final TokenIdentities identities = with(TokenKey.secret(SECRET));

    @Test
    void a_minted_token_says_who_somebody_is_and_what_he_may_do() {
        Grants grants = new Grants(
                List.of(new Grants.ForSessions("doc-*", Role.EDITOR)),
                List.of(new Grants.ForTopics(
                        new TopicPattern("orders.**"), Set.of(TopicAction.SUBSCRIBE, TopicAction.HISTORY))));
        String token = new TokenMint(SECRET, TokenSettings.DEFAULTS)
                .mint(new TenantId("acme"), new UserId("ana"), grants, SOON);

        assertThat(asked(identities, token))
                .isEqualTo(new Outcome.Done<>(
                        new Identity(new TenantId("acme"), new UserId("ana"), grants, OptionalLong.of(SOON + 30_000))));
    }

    @Test
    void rights_that_a_token_does_not_name_are_none() {
        assertThat(asked(identities, signed(claims -> claims.claim("parley", null))))
                .isEqualTo(new Outcome.Done<>(new Identity(
                        TenantId.DEFAULT, new UserId("ana"), Grants.NONE, OptionalLong.of(SOON + 30_000))));
    }

    @Test
    void public_keys_check_what_their_private_keys_sign() throws Exception {
        TokenIdentities rsa = with(TokenKey.publicKey(pem(RSA.getPublic())));
        TokenIdentities ec = with(TokenKey.publicKey(pem(EC.getPublic())));
        String byRsa = signed(header(JWSAlgorithm.RS256), new RSASSASigner(RSA.getPrivate()), claims().build());
        String byEc =
                signed(header(JWSAlgorithm.ES256), new ECDSASigner((ECPrivateKey) EC.getPrivate()), claims().build());

        assertThat(code(rsa, byRsa)).isEmpty();
        assertThat(code(ec, byEc)).isEmpty();
        assertThat(code(rsa, byEc)).isEqualTo("UNAUTHENTICATED");
        assertThat(code(ec, byRsa)).isEqualTo("UNAUTHENTICATED");
    }

    /// The attack that made this rule: the public key, which everybody has, taken for a shared secret.
    @Test
    void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
        TokenIdentities rsa = with(TokenKey.publicKey(pem(RSA.getPublic())));
        for (byte[] known : List.of(
                pem(RSA.getPublic()).getBytes(StandardCharsets.UTF_8),
                RSA.getPublic().getEncoded())) {
            String forged = signed(header(JWSAlgorithm.HS256), new MACSigner(known), claims().build());
            assertThat(code(rsa, forged)).isEqualTo("UNAUTHENTICATED");
        }
    }

    @TestFactory
    Stream<DynamicTest> whatever_is_wrong_is_refused_in_the_same_words() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("nothing", "");
        tokens.put("no token", "abc");
        tokens.put("a dev token", "dev:ana");
        tokens.put("alg none", new PlainJWT(claims().build()).serialize());
        tokens.put("another key", signed(header(JWSAlgorithm.HS256), new MACSigner(SECRET + "!"), claims().build()));
        tokens.put("another algorithm", signed(header(JWSAlgorithm.HS384), hs384(), claims().build()));
        tokens.put(
                "embedded jwk",
                withHeader(header -> header.jwk(new RSAKey.Builder((RSAPublicKey) RSA.getPublic()).build())));
        tokens.put("jku", withHeader(header -> header.jwkURL(URI.create("https://evil.example/keys"))));
        tokens.put("x5u", withHeader(header -> header.x509CertURL(URI.create("https://evil.example/cert"))));
        tokens.put("x5c", withHeader(header -> header.x509CertChain(List.of(new Base64("AAAA")))));
        tokens.put(
                "unknown crit",
                withHeader(header -> header.criticalParams(Set.of("exp2")).customParam("exp2", 1)));
        tokens.put("no exp", signed(claims -> claims.expirationTime(null)));
        tokens.put("no iss", signed(claims -> claims.issuer(null)));
        tokens.put("another iss", signed(claims -> claims.issuer("other")));
        tokens.put("no aud", signed(claims -> claims.audience((String) null)));
        tokens.put("another aud", signed(claims -> claims.audience("other")));
        tokens.put("no sub", signed(claims -> claims.subject(null)));
        tokens.put("sub with a control character", signed(claims -> claims.subject("a\u0000b")));
        tokens.put("sub too long", signed(claims -> claims.subject("a".repeat(256))));
        tokens.put("nbf in the future", signed(claims -> claims.notBeforeTime(date(NOW + 31_000))));
        tokens.put(
                "expired, and another aud",
                signed(claims -> claims.expirationTime(date(NOW - 60_000)).audience("other")));
        tokens.put("tenant of another grammar", parley(Map.of("tenant", "a b")));
        tokens.put("tenant that is no text", parley(Map.of("tenant", 7)));
        tokens.put("unknown role", parley(Map.of("sessions", Map.of("*", "god"))));
        tokens.put("session pattern of another grammar", parley(Map.of("sessions", Map.of("a/b", "editor"))));
        tokens.put("sessions as a list", parley(Map.of("sessions", List.of("*"))));
        tokens.put("unknown action", parley(Map.of("topics", Map.of("a.**", List.of("delete")))));
        tokens.put("bad topic pattern", parley(Map.of("topics", Map.of("**.a", List.of("publish")))));
        tokens.put("actions as a text", parley(Map.of("topics", Map.of("a.**", "publish"))));
        tokens.put("too many entries", parley(Map.of("sessions", many())));
        tokens.put("too long", signed(claims -> claims.claim("filler", "x".repeat(8_192))));
        tokens.put("cut off", signed(claims -> claims).substring(0, 120));
        tokens.put("a byte changed", flipped(signed(claims -> claims)));
        return tokens.entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(
                        attack.getKey(),
                        () -> assertThat(asked(identities, attack.getValue()))
                                .isEqualTo(Outcome.refused(
                                        ErrorCode.UNAUTHENTICATED, "the token is missing or not valid"))));
    }

    @Test
    void only_a_token_that_is_right_in_all_but_its_age_has_expired() {
        assertThat(code(identities, expiring(NOW - 30_000))).isEqualTo("TOKEN_EXPIRED");
        assertThat(code(identities, expiring(NOW - 29_000))).isEmpty();
        assertThat(code(identities, signed(claims -> claims.notBeforeTime(date(NOW + 30_000)))))
                .isEmpty();
    }

    @Test
    void keys_that_are_too_weak_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.secret("short"))
                .withMessageContaining("at least 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.publicKey(pem(pair("RSA", 1_024).getPublic())))
                .withMessageContaining("2048");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.publicKey(pem(pair("EC", 384).getPublic())))
                .withMessageContaining("P-256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.publicKey("-----BEGIN PRIVATE KEY-----"))
                .withMessageContaining("PEM");
    }

    private static TokenIdentities with(TokenKey key) {
        return new TokenIdentities(key, TokenSettings.DEFAULTS, () -> NOW);
    }

    private static Outcome<Identity> asked(TokenIdentities identities, String token) {
        List<Outcome<Identity>> answers = new ArrayList<>();
        identities.authenticate(token, answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    /// The refusal's code; empty for a token that was taken.
    private static String code(TokenIdentities identities, String token) {
        return asked(identities, token) instanceof Outcome.Refused<Identity> refused
                ? refused.problem().code().name()
                : "";
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("parley")
                .audience("parley")
                .subject("ana")
                .expirationTime(date(SOON));
    }

    private static Date date(long millis) {
        return Date.from(Instant.ofEpochMilli(millis));
    }

    private static String expiring(long millis) {
        return signed(claims -> claims.expirationTime(date(millis)));
    }

    private static String parley(Map<String, Object> claim) {
        return signed(claims -> claims.claim("parley", claim));
    }

    private static Map<String, String> many() {
        Map<String, String> sessions = new LinkedHashMap<>();
        for (int i = 0; i < 257; i++) {
            sessions.put("s" + i, "viewer");
        }
        return sessions;
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(
                    header(JWSAlgorithm.HS256),
                    new MACSigner(SECRET),
                    change.apply(claims()).build());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String withHeader(UnaryOperator<JWSHeader.Builder> change) throws Exception {
        return signed(change.apply(new JWSHeader.Builder(JWSAlgorithm.HS256)), new MACSigner(SECRET), claims().build());
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm);
    }

    private static JWSSigner hs384() throws Exception {
        return new MACSigner(SECRET + "and some more for a longer one");
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String flipped(String token) {
        int at = token.indexOf('.') + 5;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String pem(Key key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
