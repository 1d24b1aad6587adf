package dev.parley.testkit.contracts.transport;

/// One signed-in client of the transport under test, as far as it calls.
public interface CallingClient extends AutoCloseable {
    /// Sends a message that has an answer, and waits for the whole of it.
    String call(String message);

    /// Sends a message that has none.
    void tell(String notification);

    @Override
    void close();
}
