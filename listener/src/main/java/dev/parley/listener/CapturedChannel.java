package dev.parley.listener;

import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One accepted socket and the time by which its peer must have got further. Thread-safe.
final class CapturedChannel {
    private final SocketChannel channel;
    private volatile Deadline deadline;

    CapturedChannel(SocketChannel channel, long headDeadline) {
        this.channel = channel;
        this.deadline = new Deadline.At(headDeadline, "headWithin");
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// @param limit that sets the deadline
    void mustMoveBy(long nanoTime, String limit) {
        deadline = new Deadline.At(nanoTime, limit);
    }

    void mayTakeItsTime() {
        deadline = new Deadline.None();
    }

    /// The limit whose deadline has passed.
    Optional<String> overdue(long now) {
        return switch (deadline) {
            case Deadline.At(long at, String limit) -> now - at >= 0 ? Optional.of(limit) : Optional.empty();
            case Deadline.None none -> Optional.empty();
        };
    }

    private sealed interface Deadline {
        record At(long nanoTime, String limit) implements Deadline {}

        record None() implements Deadline {}
    }
}
