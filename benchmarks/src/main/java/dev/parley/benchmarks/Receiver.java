package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// Who hears what comes over one [Connection].
interface Receiver {
    /// The handshake is done.
    void opened(Connection connection);

    /// One message, text or binary: `length` bytes of `buffer` from `at` on, valid during this call.
    void message(ByteBuffer buffer, int at, int length);

    /// The connection is over and was not closed from here.
    void ended(String why);
}
