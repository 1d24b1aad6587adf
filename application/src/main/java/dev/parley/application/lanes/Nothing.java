package dev.parley.application.lanes;

/// The answer of a call that has only to be done: `{}` on the wire.
public enum Nothing {
    NOTHING;

    /// That it is done.
    public static Outcome<Nothing> done() {
        return new Outcome.Done<>(NOTHING);
    }
}
