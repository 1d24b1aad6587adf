package dev.parley.listener;

import java.nio.channels.SocketChannel;

/// One accepted socket and the time by which its peer must have got further. Thread-safe.
final class CapturedChannel {
    private final SocketChannel channel;
    private volatile Deadline deadline;

    CapturedChannel(SocketChannel channel, long headDeadline) {
        this.channel = channel;
        this.deadline = new Deadline.At(headDeadline);
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void mustMoveBy(long nanoTime) {
        deadline = new Deadline.At(nanoTime);
    }

    void mayTakeItsTime() {
        deadline = new Deadline.None();
    }

    boolean overdue(long now) {
        return switch (deadline) {
            case Deadline.At at -> now - at.nanoTime() >= 0;
            case Deadline.None none -> false;
        };
    }

    private sealed interface Deadline {
        record At(long nanoTime) implements Deadline {}

        record None() implements Deadline {}
    }
}
