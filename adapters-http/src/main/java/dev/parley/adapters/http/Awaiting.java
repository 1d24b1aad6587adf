package dev.parley.adapters.http;

import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.Problem;
import dev.parley.gateway.LogContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One request's patience: its thread waits here for what the core says, together no longer than the deadline.
record Awaiting(long deadlineNanos) {
    static Awaiting within(long millis) {
        return new Awaiting(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    boolean isOver() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /// Empty where nothing came in time, or where there was none left and the call was not made; what was asked for may
    /// still happen.
    <T> Optional<T> answer(Consumer<Reply<T>> call) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            return Optional.empty();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        call.accept(answer::complete);
        try {
            return Optional.of(answer.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody completes it with a fault", impossible);
        }
    }

    /// @throws HttpRefusal where the call was refused or nothing came in time
    <T> T result(Consumer<Reply<Outcome<T>>> call) {
        return switch (this.<Outcome<T>>answer(call).orElseGet(() -> new Outcome.Refused<>(late()))) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T>(Problem problem) ->
                throw new HttpRefusal(Answers.statusOf(problem.code()), problem);
        };
    }

    static Problem late() {
        return late("answerWithin");
    }

    /// @param limit whose time is over
    static Problem late(String limit) {
        return LogContext.NONE
                .fault(
                        Awaiting.class,
                        "a request was not answered in time",
                        null,
                        "the server did not answer in time; what was asked for may still happen")
                .with("limit", new JsonString(limit));
    }
}
