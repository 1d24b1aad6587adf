package dev.parley.testkit.contracts;

import dev.parley.application.lanes.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Several threads that call at the same moment.
final class Race {
    private Race() {}

    /// @param call the call of runner number n, which takes its answer
    static <T> List<T> of(int runners, IntFunction<Consumer<Reply<T>>> call) {
        CountDownLatch start = new CountDownLatch(1);
        List<Asking<T>> answers = new ArrayList<>();
        for (int n = 0; n < runners; n++) {
            Asking<T> asking = new Asking<>();
            answers.add(asking);
            Consumer<Reply<T>> mine = call.apply(n);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                mine.accept(asking);
            });
        }
        start.countDown();
        return answers.stream().map(Asking::await).toList();
    }
}
