package dev.parley.benchmarks;

/// What arrived at all members of one server. One thread: the driver's.
final class Tally {
    long deliveries;
    long bytes;

    /// @param length of the message as it came, the frame's head not counted
    void delivered(int length) {
        deliveries++;
        bytes += length;
    }
}
