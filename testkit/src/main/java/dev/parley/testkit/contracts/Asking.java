package dev.parley.testkit.contracts;

import dev.parley.application.lanes.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A call whose answer the test waits for, thirty seconds at most.
final class Asking<T> implements Reply<T> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    @Override
    public void accept(T value) {
        if (!answer.complete(value)) {
            throw new IllegalStateException("answered twice: " + value);
        }
    }

    T await() {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    static <T> T ask(Consumer<Reply<T>> call) {
        Asking<T> asking = new Asking<>();
        call.accept(asking);
        return asking.await();
    }
}
