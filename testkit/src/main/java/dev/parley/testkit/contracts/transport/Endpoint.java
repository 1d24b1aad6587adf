package dev.parley.testkit.contracts.transport;

import java.time.Duration;

/// The transport under test, at work on a free port.
public interface Endpoint extends AutoCloseable {
    /// As the server does before it stops.
    void drain(Duration spread);

    @Override
    void close();
}
