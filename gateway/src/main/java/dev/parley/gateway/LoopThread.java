package dev.parley.gateway;

import java.util.function.Consumer;

/// A loop's thread. It knows when the bytes were read that brought about what it does now, and what it posts to loops
/// inherits that, from loop to loop: so the time from a client's frame to the frames of its viewers can be taken
/// without anything in between knowing.
final class LoopThread extends Thread {
    private static final long NONE = 0;

    private final Consumer<Runnable> turnEnd;
    private long originNanos;

    LoopThread(String name, Runnable body, Consumer<Runnable> turnEnd) {
        super(body, name);
        this.turnEnd = turnEnd;
        setDaemon(true);
    }

    /// When the bytes were read that the calling task goes back to ([System#nanoTime]); 0 where it goes back to none:
    /// it came from a timer, the store or no loop at all.
    static long origin() {
        return Thread.currentThread() instanceof LoopThread loop ? loop.originNanos : NONE;
    }

    /// Takes what to run at the end of the calling loop's turn; on other threads, runs it.
    static Consumer<Runnable> turnEnd() {
        return Thread.currentThread() instanceof LoopThread loop ? loop.turnEnd : Runnable::run;
    }

    /// Runs what goes back to bytes read at `nanos`. On this thread.
    void run(long nanos, Runnable task) {
        originNanos = nanos;
        try {
            task.run();
        } finally {
            originNanos = NONE;
        }
    }
}
