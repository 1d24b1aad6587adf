package dev.parley.listener;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The same done to several things at a time, each on a thread of its own.
final class AllAtOnce {
    private AllAtOnce() {}

    /// Returns when all are done, or `limit` is over. An interrupt ends the wait and stays set.
    static <T> void run(List<T> things, Consumer<T> step, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Thread> threads = things.stream()
                .map(thing -> Thread.ofVirtual().name("stop-transport").start(() -> step.accept(thing)))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
