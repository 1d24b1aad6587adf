package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.domain.shared.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The server's side of the opening handshake (RFC 6455 §4.2), as a calculation: a request's head in, a verdict out.
///
/// Stricter than the RFC where leniency only helps attackers: no body, one of each header, nothing guessed.
final class Handshake {
    /// What clients offer in `Sec-WebSocket-Protocol`, and the only value that is ever echoed.
    static final String SUB_PROTOCOL = "parley.v1";

    private static final String VERSION = "13";
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String TOKEN_PREFIX = "bearer.";
    private static final String AUTHORIZATION_SCHEME = "bearer ";
    private static final int KEY_BYTES = 16;

    private final Supplier<Origins> origins;

    /// @param origins asked at each handshake: a server on its own machine learns its port late
    Handshake(Supplier<Origins> origins) {
        this.origins = origins;
    }

    sealed interface Verdict {
        /// @param acceptKey for `Sec-WebSocket-Accept`
        /// @param subProtocol to echo, where one was offered
        /// @param token that came along, not yet verified
        record Accepted(String acceptKey, Optional<String> subProtocol, Optional<String> token) implements Verdict {
            String response() {
                return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Accept: " + acceptKey + "\r\n"
                        + subProtocol
                                .map(name -> "Sec-WebSocket-Protocol: " + name + "\r\n")
                                .orElse("")
                        + "\r\n";
            }
        }

        record Refused(Refusal refusal) implements Verdict {}
    }

    Verdict judge(HandshakeRequest request) {
        return faultOf(request).<Verdict>map(Verdict.Refused::new).orElseGet(() -> accept(request));
    }

    private Optional<Refusal> faultOf(HandshakeRequest request) {
        return httpFault(request)
                .or(() -> upgradeFault(request))
                .or(() -> keyFault(request))
                .or(() -> originFault(request))
                .or(() -> subProtocolFault(request))
                .or(() -> tokenFault(request));
    }

    private static Optional<Refusal> httpFault(HandshakeRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.of(new Refusal(
                    405, ErrorCode.INVALID_REQUEST, "A WebSocket handshake is a GET.", Map.of("Allow", "GET")));
        }
        if (!request.version().equals("1.1")) {
            return refused("A WebSocket handshake needs HTTP/1.1.");
        }
        if (request.lines("host").size() != 1) {
            return refused("Exactly one Host is needed.");
        }
        return bodyOf(request) ? refused("A WebSocket handshake has no body.") : Optional.empty();
    }

    private static boolean bodyOf(HandshakeRequest request) {
        return !request.lines("transfer-encoding").isEmpty()
                || request.lines("content-length").stream().anyMatch(length -> !length.equals("0"));
    }

    private static Optional<Refusal> upgradeFault(HandshakeRequest request) {
        if (!onlyMember(request, "upgrade", "websocket")
                || request.members("connection").stream().noneMatch("upgrade"::equalsIgnoreCase)) {
            return upgradeRequired("This is a WebSocket end point.");
        }
        return request.lines("sec-websocket-version").equals(List.of(VERSION))
                ? Optional.empty()
                : upgradeRequired("Version 13 of the protocol is spoken here.");
    }

    private static boolean onlyMember(HandshakeRequest request, String name, String value) {
        List<String> members = request.members(name);
        return members.size() == 1 && members.getFirst().equalsIgnoreCase(value);
    }

    private static Optional<Refusal> upgradeRequired(String message) {
        return Optional.of(new Refusal(
                426,
                ErrorCode.INVALID_REQUEST,
                message,
                Map.of("Sec-WebSocket-Version", VERSION, "Upgrade", "websocket")));
    }

    private static Optional<Refusal> keyFault(HandshakeRequest request) {
        List<String> keys = request.lines("sec-websocket-key");
        return keys.size() == 1 && isKey(keys.getFirst())
                ? Optional.empty()
                : refused("Exactly one Sec-WebSocket-Key of 16 bytes is needed.");
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private Optional<Refusal> originFault(HandshakeRequest request) {
        return origins.get().allow(request.lines("origin"))
                ? Optional.empty()
                : Optional.of(Refusal.of(403, ErrorCode.FORBIDDEN, "This origin may not connect."));
    }

    private static Optional<Refusal> subProtocolFault(HandshakeRequest request) {
        List<String> offered = request.members("sec-websocket-protocol");
        return offered.isEmpty() || offered.contains(SUB_PROTOCOL)
                ? Optional.empty()
                : refused("Of the sub-protocols only parley.v1 is known.");
    }

    private static Optional<Refusal> tokenFault(HandshakeRequest request) {
        return tokens(request).size() > 1 ? refused("Two different tokens.") : Optional.empty();
    }

    private static Set<String> tokens(HandshakeRequest request) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String line : request.lines("authorization")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(AUTHORIZATION_SCHEME)) {
                tokens.add(line.substring(AUTHORIZATION_SCHEME.length()).strip());
            }
        }
        for (String member : request.members("sec-websocket-protocol")) {
            if (member.startsWith(TOKEN_PREFIX)) {
                tokens.add(member.substring(TOKEN_PREFIX.length()));
            }
        }
        return tokens;
    }

    private static Verdict accept(HandshakeRequest request) {
        Optional<String> subProtocol = request.members("sec-websocket-protocol").stream()
                .filter(SUB_PROTOCOL::equals)
                .findFirst();
        String key = request.lines("sec-websocket-key").getFirst();
        return new Verdict.Accepted(
                acceptKey(key), subProtocol, tokens(request).stream().findFirst());
    }

    /// Proof that the key was read (RFC 6455 §4.2.2); SHA-1 is no secret-keeper here.
    static String acceptKey(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    private static Optional<Refusal> refused(String message) {
        return Optional.of(Refusal.badRequest(message));
    }
}
