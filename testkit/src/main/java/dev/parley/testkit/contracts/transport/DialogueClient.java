package dev.parley.testkit.contracts.transport;

/// One connection to the transport under test, on which nothing was said yet.
public interface DialogueClient extends AutoCloseable {
    void send(String message);

    /// The next message of the server, within a few seconds.
    ///
    /// @throws AssertionError where none comes
    String receive();

    /// Whether the transport has ended it, or does within a few seconds. Reads what was sent before.
    boolean isOver();

    /// Gone without a goodbye.
    @Override
    void close();
}
