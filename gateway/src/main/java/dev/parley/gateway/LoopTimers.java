package dev.parley.gateway;

import dev.parley.application.lanes.Lane.Timer;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tasks waiting for their time, earliest first; equal times in the order in which they were set. One thread: the loop.
///
/// A tree and not a heap: most timers are cancelled, and thousands of connections may leave at once.
final class LoopTimers {
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private long order;

    Timer schedule(long atNanos, Runnable task) {
        Waiting timer = new Waiting(atNanos, order++, task);
        waiting.add(timer);
        return () -> waiting.remove(timer);
    }

    /// Nanoseconds until the next is due, 0 where one is, [Long#MAX_VALUE] where none waits.
    long untilNext(long nowNanos) {
        return waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, waiting.first().at() - nowNanos);
    }

    /// Takes out the next task that is due, or null.
    @Nullable
    Runnable takeDue(long nowNanos) {
        if (waiting.isEmpty() || waiting.first().at() - nowNanos > 0) {
            return null;
        }
        return waiting.removeFirst().task();
    }

    private record Waiting(long at, long order, Runnable task) {}
}
