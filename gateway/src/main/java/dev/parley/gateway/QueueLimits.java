package dev.parley.gateway;

/// What all connections together may have waiting.
///
/// @param maxBytes waiting for connections whose sockets are full, large answers included; past it the connection with
///     the most is cut, until no more wait. 0 is a tenth of the Java heap
public record QueueLimits(long maxBytes) {
    public static final QueueLimits DEFAULTS = new QueueLimits(0);
    private static final int SHARE_OF_HEAP = 10;

    public QueueLimits {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes);
        }
    }

    /// With the share of a heap of this size in place of 0.
    public QueueLimits in(long heapBytes) {
        return maxBytes > 0 ? this : new QueueLimits(Math.max(1, heapBytes / SHARE_OF_HEAP));
    }
}
