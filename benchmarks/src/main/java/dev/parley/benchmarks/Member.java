package dev.parley.benchmarks;

/// One client of a server that is compared, in that server's own words. Lives on its [ClientLoop]'s thread.
///
/// Topics have two names joined by a dot, such as `room-7.all`, and what is published comes back to the
/// publisher where he is in the topic too.
interface Member {
    /// Hears what comes; [Receiver#opened] says whatever a connection begins with.
    Receiver receiver();

    /// Makes a topic, where the server wants that before anybody can join.
    default void found(String topic) {}

    /// Asks to be told what is published to a topic.
    void join(String topic);

    /// Publishes with the next [#flush].
    ///
    /// @param payload a JSON object of [Payload#of]
    void queue(String topic, String payload);

    void flush();

    /// Whether the connection is ready and all that was asked is answered, publishes included where the
    /// server acknowledges them.
    boolean isSettled();

    /// Ends whatever would end by itself while others are measured.
    default void rest() {}
}
