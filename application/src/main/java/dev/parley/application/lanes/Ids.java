package dev.parley.application.lanes;

/// Fresh names and connection epochs.
public interface Ids {
    /// A name that nothing else has: 128 random bits, matching the grammar of ids.
    String fresh();

    /// Boot counter << 32 | connection counter: greater than every earlier one, restarts included.
    long nextConnectionEpoch();
}
