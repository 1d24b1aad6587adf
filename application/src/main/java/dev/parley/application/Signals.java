package dev.parley.application;

/// Counters that the core and those who drive it report; what becomes of them is the caller's business. Any thread.
public interface Signals {
    /// One more of `what`.
    void count(Counter what);

    /// A limit refused, dropped, held up or ended something.
    ///
    /// @param name as `docs/limits.md` counts it
    default void limit(String name) {}

    enum Counter {
        TYPING_STALE("Typing frames older than what is known of their device; dropped."),
        TYPING_RATE_LIMITED("Typing frames above their connection's budget; dropped."),
        TYPING_UNAUTHORISED("Typing frames of those who may not show that they type."),
        TYPING_FRAMES("Typing states told to the viewers of a session, one per state and not per viewer."),
        PATCHES_COMMITTED("Patches that became a version."),
        PATCHES_REFUSED("Patches that were answered with an error."),
        PATCHES_DUPLICATE("Patches that were sent again and answered as before."),
        EVENTS_PUBLISHED("Events that were stored."),
        EVENTS_DUPLICATE("Events that were published again and answered as before."),
        STORE_FAILURES("Reads and writes that the store did not do."),
        CONNECTIONS_SUPERSEDED("Connections ended by a newer one of the same device.");

        private final String meaning;

        Counter(String meaning) {
            this.meaning = meaning;
        }

        /// In a sentence, for whoever watches a server.
        public String meaning() {
            return meaning;
        }
    }

    Signals NONE = what -> {};
}
