package dev.parley.adapters.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What waits for the writer, within limits. Beyond them a write is refused, but keeps its place in the
/// line, so that answers keep the order of the calls; it then holds no content.
///
/// A writer that waits is not called for the first write at once but at the end of its caller's turn, with all that the
/// turn brought: one commit instead of two.
///
/// Thread-safe: one monitor, never held during I/O or an answer.
final class WriteQueue {
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final StoreSettings settings;
    private final Executor soon;
    private int records;
    private long bytes;
    private boolean closed;
    /// Whether the writer waits, and who is to call it.
    private boolean idle;
    private @Nullable Thread caller;

    /// @param soon runs a task at the end of the calling thread's turn
    WriteQueue(StoreSettings settings, Executor soon) {
        this.settings = settings;
        this.soon = soon;
    }

    /// @param refused whether it was over the limit when it came
    record Entry(Write write, boolean refused) {}

    /// False where the queue is closed and nobody will answer.
    boolean offer(Write write) {
        Thread thread = Thread.currentThread();
        boolean calls;
        synchronized (this) {
            if (closed) {
                return false;
            }
            add(write);
            calls = idle && !thread.equals(caller);
            if (calls) {
                caller = thread;
            }
        }
        if (calls) {
            soon.execute(this::call);
        }
        return true;
    }

    private synchronized void call() {
        caller = null;
        notifyAll();
    }

    private void add(Write write) {
        boolean full = records > 0
                && (records + write.rows() > settings.maxQueuedRecords()
                        || bytes + write.bytes() > settings.maxQueuedBytes());
        if (!full) {
            records += write.rows();
            bytes += write.bytes();
        }
        waiting.add(new Entry(write, full));
    }

    /// Waits for something, then takes all that waits, up to the limits of a batch. Empty once closed and
    /// drained.
    synchronized List<Entry> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            idle = true;
            wait();
        }
        idle = false;
        List<Entry> batch = new ArrayList<>();
        int batchRows = 0;
        long batchBytes = 0;
        while (!waiting.isEmpty()) {
            Entry next = waiting.getFirst();
            int nextRows = next.refused() ? 0 : next.write().rows();
            long nextBytes = next.refused() ? 0 : next.write().bytes();
            boolean over =
                    batchRows + nextRows > settings.maxBatchRows() || batchBytes + nextBytes > settings.maxBatchBytes();
            if (over && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.removeFirst());
            batchRows += nextRows;
            batchBytes += nextBytes;
        }
        records -= batchRows;
        bytes -= batchBytes;
        return batch;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int records() {
        return records;
    }

    synchronized long bytes() {
        return bytes;
    }
}
