package dev.parley.domain.typing;

/// What became of a client's frame.
public enum Verdict {
    ACCEPTED,
    /// Of a connection that is over, or not newer than what the context has seen.
    STALE,
    /// As if it had never come.
    RATE_LIMITED,
    /// The device's own lease has ended.
    UNAUTHORISED
}
