package dev.parley.application;

/// Counters that the core reports; what becomes of them is the caller's business. Any thread.
public interface Signals {
    /// One more of `what`.
    void count(Counter what);

    enum Counter {
        TYPING_STALE,
        TYPING_RATE_LIMITED,
        TYPING_UNAUTHORISED,
        TYPING_FRAMES,
        PATCHES_COMMITTED,
        PATCHES_REFUSED,
        PATCHES_DUPLICATE,
        EVENTS_PUBLISHED,
        EVENTS_DUPLICATE,
        STORE_FAILURES,
        CONNECTIONS_SUPERSEDED
    }

    Signals NONE = what -> {};
}
