package dev.parley.adapters.persistence;

import dev.parley.application.lanes.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A call whose answer the test waits for.
final class Waiting {
    private Waiting() {}

    static <T> T ask(Consumer<Reply<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        call.accept(answer::complete);
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
