package dev.parley.server;

import dev.parley.application.lanes.Reply;
import dev.parley.application.lanes.Work;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A few platform threads for work that is too long for a lane. Past its queue, the caller runs the job itself: slow,
/// but never lost. Thread-safe.
final class WorkThreads implements Work, AutoCloseable {
    private static final int MAX_QUEUED = 1_024;

    private final ThreadPoolExecutor threads;

    WorkThreads(int size) {
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_QUEUED),
                Thread.ofPlatform().name("work-", 0).daemon().factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Override
    public <T> void run(Supplier<T> job, Reply<T> reply) {
        threads.execute(() -> reply.accept(job.get()));
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
