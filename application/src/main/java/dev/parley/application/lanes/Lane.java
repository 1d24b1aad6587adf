package dev.parley.application.lanes;

/// One owner's thread of events: FIFO, one task at a time, never blocks.
public interface Lane {
    /// From any thread; always queued, never inline.
    void execute(Runnable task);

    /// On this lane only.
    Timer after(long delayNanos, Runnable task);

    /// Monotonic; constant within one task.
    long nanoTime();

    /// Brings an answer home: `then` runs as a task of this lane.
    default <T> Reply<T> here(Reply<T> then) {
        return value -> execute(() -> then.accept(value));
    }

    /// A task that waits for its time.
    interface Timer {
        /// On the timer's lane only; nothing happens where it has run already.
        void cancel();
    }
}
