package dev.parley.gateway;

/// Hears how long notices took on their way through the server. Any thread.
public interface DeliveryTimes {
    DeliveryTimes NONE = nanos -> {};

    /// From the last byte of a typing frame to the state frame that it brought about, handed to the socket of its last
    /// viewer.
    void typing(long nanos);
}
