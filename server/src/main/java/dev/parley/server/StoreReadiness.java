package dev.parley.server;

import dev.parley.application.lanes.Reply;
import dev.parley.gateway.Readiness;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Ready while the store answers, until the server is told to stop. Thread-safe.
///
/// The store is asked, and not what became of the last write: a server that a balancer has turned away from writes
/// nothing, and would never be ready again. One question at a time, and its answer holds for a while, so that asking
/// often costs nothing.
final class StoreReadiness implements Readiness {
    private static final Optional<String> SILENT = Optional.of("the store does not answer");

    private final Consumer<Reply<Optional<String>>> probe;
    private final LongSupplier nanoTime;
    private final long withinNanos;
    private final long everyNanos;
    private CompletableFuture<Optional<String>> answer = CompletableFuture.completedFuture(SILENT);
    private long askedAt;
    private volatile boolean stopping;

    StoreReadiness(HealthSettings settings, Consumer<Reply<Optional<String>>> probe, LongSupplier nanoTime) {
        this.probe = probe;
        this.nanoTime = nanoTime;
        this.withinNanos = TimeUnit.MILLISECONDS.toNanos(settings.storeWithinMillis());
        this.everyNanos = TimeUnit.MILLISECONDS.toNanos(settings.storeEveryMillis());
        this.askedAt = nanoTime.getAsLong() - everyNanos;
    }

    /// Never ready again.
    void stop() {
        stopping = true;
    }

    @Override
    public Optional<String> trouble() {
        return stopping ? Optional.of("the server is stopping") : storeTrouble();
    }

    private Optional<String> storeTrouble() {
        Asked asked = ask();
        try {
            return asked.answer().get(asked.patienceNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            return SILENT;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return SILENT;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody completes it with a fault", impossible);
        }
    }

    private synchronized Asked ask() {
        long now = nanoTime.getAsLong();
        if (answer.isDone() && now - askedAt >= everyNanos) {
            askedAt = now;
            CompletableFuture<Optional<String>> next = new CompletableFuture<>();
            answer = next;
            probe.accept(next::complete);
        }
        return new Asked(answer, Math.max(0, askedAt + withinNanos - now));
    }

    /// A question, and how long it is worth waiting for its answer.
    private record Asked(CompletableFuture<Optional<String>> answer, long patienceNanos) {}
}
