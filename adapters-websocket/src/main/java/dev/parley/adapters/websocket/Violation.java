package dev.parley.adapters.websocket;

import dev.parley.protocol.rpc.CloseCode;

/// A rule of the protocol that the peer broke, with the close code that tells it so.
///
/// Thrown, because it is found several machines deep and ends them all; without a stack trace, because peers can make
/// as many as they like.
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CloseCode closeCode;

    Violation(CloseCode closeCode, String reason) {
        super(reason, null, false, false);
        this.closeCode = closeCode;
    }

    static Violation protocol(String reason) {
        return new Violation(CloseCode.PROTOCOL_ERROR, reason);
    }

    static Violation policy(String reason) {
        return new Violation(CloseCode.POLICY_VIOLATION, reason);
    }

    CloseCode closeCode() {
        return closeCode;
    }

    /// For the close frame; a constant of ours, at most 123 bytes of ASCII.
    String reason() {
        return String.valueOf(getMessage());
    }
}
