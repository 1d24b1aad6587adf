package dev.parley.adapters.websocket;

import dev.parley.protocol.rpc.CloseCode;
import java.util.Optional;

/// A rule of the protocol that the peer broke, with the close code that tells it so.
///
/// Thrown, because it is found several machines deep and ends them all; without a stack trace, because peers can make
/// as many as they like.
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CloseCode closeCode;

    @SuppressWarnings("serial") // violations are caught where they were thrown, never serialized
    private final Optional<String> limit;

    Violation(CloseCode closeCode, String reason) {
        this(closeCode, reason, Optional.empty());
    }

    private Violation(CloseCode closeCode, String reason, Optional<String> limit) {
        super(reason, null, false, false);
        this.closeCode = closeCode;
        this.limit = limit;
    }

    /// @param limit that was passed
    static Violation limit(String limit, CloseCode closeCode, String reason) {
        return new Violation(closeCode, reason, Optional.of(limit));
    }

    static Violation protocol(String reason) {
        return new Violation(CloseCode.PROTOCOL_ERROR, reason);
    }

    CloseCode closeCode() {
        return closeCode;
    }

    Optional<String> limit() {
        return limit;
    }

    /// For the close frame; a constant of ours, at most 123 bytes of ASCII.
    String reason() {
        return String.valueOf(getMessage());
    }
}
