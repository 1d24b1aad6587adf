package dev.parley.testkit.contracts.transport;

import dev.parley.domain.json.Json;

/// One signed-in client of the transport under test, as far as it listens to events.
public interface ListeningClient extends AutoCloseable {
    /// An event, as it came: `{id, topic, time, data, …}` at its position.
    record Delivered(long epoch, long offset, Json event) {}

    /// The next event, within a few seconds; whatever else is told is passed over.
    Delivered next();

    /// Whether the transport has ended it, or does within a few seconds. Reads what was sent before.
    boolean isOver();

    /// Gone without a goodbye.
    @Override
    void close();
}
