package dev.parley.gateway;

import dev.parley.application.lanes.Lane.Timer;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Tasks waiting for their time, earliest first; equal times in the order in which they were set. One thread: the loop.
final class LoopTimers {
    private final PriorityQueue<Waiting> heap =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private long order;

    Timer schedule(long atNanos, Runnable task) {
        Waiting waiting = new Waiting(atNanos, order++, task);
        heap.add(waiting);
        return () -> heap.remove(waiting);
    }

    /// Nanoseconds until the next is due, 0 where one is, [Long#MAX_VALUE] where none waits.
    long untilNext(long nowNanos) {
        Waiting next = heap.peek();
        return next == null ? Long.MAX_VALUE : Math.max(0, next.at() - nowNanos);
    }

    /// Takes out the next task that is due, or null.
    @org.jspecify.annotations.Nullable
    Runnable takeDue(long nowNanos) {
        Waiting next = heap.peek();
        if (next == null || next.at() - nowNanos > 0) {
            return null;
        }
        heap.poll();
        return next.task();
    }

    private static final class Waiting {
        private final long at;
        private final long order;
        private final Runnable task;

        Waiting(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        long at() {
            return at;
        }

        long order() {
            return order;
        }

        Runnable task() {
            return task;
        }
    }
}
