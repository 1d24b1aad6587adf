package dev.parley.application.lanes;

/// Fresh names and connection epochs.
public interface Ids {
    /// A name that nothing else has and nobody guesses, matching the grammar of ids. Names that are made about the
    /// same time should sort near each other: they are keys in the store.
    String fresh();

    /// Boot counter << 32 | connection counter: greater than every earlier one, restarts included.
    long nextConnectionEpoch();
}
