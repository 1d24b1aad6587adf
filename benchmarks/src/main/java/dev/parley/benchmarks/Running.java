package dev.parley.benchmarks;

/// A server that was started and can be reached; ends when closed.
interface Running extends AutoCloseable {
    long pid();

    Endpoint endpoint();

    @Override
    void close();
}
