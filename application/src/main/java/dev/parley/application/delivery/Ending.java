package dev.parley.application.delivery;

/// Why a connection ended or is to end. A transport maps it to its own codes.
public enum Ending {
    /// The client closed properly, going away for good: WebSocket 1000 or 1001.
    CLIENT_LEFT,
    /// The client vanished, or closed with another code.
    CLIENT_LOST,
    /// The client broke the transport's own rules.
    PROTOCOL_ERROR,
    /// A newer connection of the same device took over.
    SUPERSEDED,
    /// A refused `connect`.
    BAD_TOKEN,
    /// Its token expired and was not refreshed.
    TOKEN_EXPIRED,
    /// Its new token gives other rights: come back under those.
    RIGHTS_CHANGED,
    /// No `connect` in time.
    NOT_CONNECTED,
    /// Did not read what was sent to it.
    TOO_SLOW,
    /// More than the server can carry.
    OVERLOADED,
    /// The server goes down or restarts.
    SHUTTING_DOWN,
    /// A fault of the server in this one connection.
    INTERNAL;

    /// Whether the user meant to leave, so that no grace is due.
    public boolean clean() {
        return this == CLIENT_LEFT;
    }
}
