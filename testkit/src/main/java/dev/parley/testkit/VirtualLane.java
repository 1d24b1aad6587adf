package dev.parley.testkit;

import dev.parley.application.lanes.Lane;
import java.util.Optional;
import java.util.PriorityQueue;

/// A lane in virtual time. One thread: the test's.
public final class VirtualLane implements Lane {
    private final VirtualTime time;
    private final String name;
    private final PriorityQueue<VirtualTask> tasks = new PriorityQueue<>();
    private long stalledUntil;

    VirtualLane(VirtualTime time, String name) {
        this.time = time;
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(time.task(0, task));
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
        VirtualTask later = time.task(delayNanos, task);
        tasks.add(later);
        return () -> tasks.remove(later);
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    /// Whatever waits is lost, timers too: the process is gone.
    public void crash() {
        tasks.clear();
    }

    /// Nothing of it runs for so long: a collector's pause, or a busy neighbour.
    public void stall(long nanos) {
        stalledUntil = time.nanoTime() + nanos;
    }

    /// When the first task can run; `Long.MAX_VALUE` where there is none.
    long due() {
        VirtualTask first = tasks.peek();
        return first == null ? Long.MAX_VALUE : Math.max(first.at(), stalledUntil);
    }

    Optional<VirtualTask> head() {
        return Optional.ofNullable(tasks.peek());
    }

    void runNext() {
        tasks.remove().what().run();
    }

    @Override
    public String toString() {
        return name;
    }
}
