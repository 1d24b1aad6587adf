package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteQueueTest {
    private final Queue<Runnable> turnEnd = new ArrayDeque<>();
    private final WriteQueue queue = new WriteQueue(StoreSettings.DEFAULTS, turnEnd::add);

    private static Write write() {
        return new Write() {
            @Override
            public int rows() {
                return 1;
            }

            @Override
            public long bytes() {
                return 1;
            }

            @Override
            public Runnable apply(Batch batch) {
                return () -> {};
            }

            @Override
            public void refuse(Refusal why) {}
        };
    }

    /// A writer that waits, which is what matters here.
    private FutureTask<List<WriteQueue.Entry>> waiting() {
        FutureTask<List<WriteQueue.Entry>> taken = new FutureTask<>(queue::take);
        Thread writer = Thread.ofPlatform().daemon().start(taken);
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return taken;
    }

    private static List<WriteQueue.Entry> await(FutureTask<List<WriteQueue.Entry>> taken)
            throws InterruptedException, ExecutionException, TimeoutException {
        return taken.get(20, TimeUnit.SECONDS);
    }

    @Test
    void what_one_turn_writes_is_taken_together() throws Exception {
        FutureTask<List<WriteQueue.Entry>> taken = waiting();
        queue.offer(write());
        queue.offer(write());
        queue.offer(write());
        assertThat(turnEnd).as("one call").hasSize(1);
        assertThat(taken.isDone()).isFalse();
        turnEnd.remove().run();
        assertThat(await(taken)).hasSize(3);
    }

    @Test
    void a_writer_that_comes_back_takes_what_is_there_without_being_called() throws Exception {
        queue.offer(write());
        queue.offer(write());
        assertThat(turnEnd).isEmpty();
        assertThat(queue.take()).hasSize(2);
    }

    @Test
    void another_thread_does_not_wait_for_the_turn_of_the_first() throws Exception {
        FutureTask<List<WriteQueue.Entry>> taken = waiting();
        queue.offer(write());
        Thread other = Thread.ofPlatform().start(() -> queue.offer(write()));
        other.join();
        assertThat(turnEnd).as("each calls for itself").hasSize(2);
        turnEnd.remove();
        turnEnd.remove().run();
        assertThat(await(taken)).hasSize(2);
    }

    @Test
    void every_turn_calls_anew() throws Exception {
        for (int turn = 0; turn < 3; turn++) {
            FutureTask<List<WriteQueue.Entry>> taken = waiting();
            queue.offer(write());
            turnEnd.remove().run();
            assertThat(await(taken)).hasSize(1);
        }
    }

    @Test
    void what_waits_is_taken_after_the_end_too() throws Exception {
        FutureTask<List<WriteQueue.Entry>> taken = waiting();
        queue.offer(write());
        queue.close();
        assertThat(await(taken)).hasSize(1);
        assertThat(queue.take()).isEmpty();
        assertThat(queue.offer(write())).isFalse();
    }
}
