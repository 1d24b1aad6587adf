package dev.parley.adapters.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What waits for the writer, within limits. Beyond them a write is refused, but keeps its place in the
/// line, so that answers keep the order of the calls; it then holds no content.
///
/// Thread-safe: one monitor, never held during I/O or an answer.
final class WriteQueue {
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final StoreSettings settings;
    private int records;
    private long bytes;
    private boolean closed;

    WriteQueue(StoreSettings settings) {
        this.settings = settings;
    }

    /// @param refused whether it was over the limit when it came
    record Entry(Write write, boolean refused) {}

    /// False where the queue is closed and nobody will answer.
    synchronized boolean offer(Write write) {
        if (closed) {
            return false;
        }
        boolean full = records > 0
                && (records + write.rows() > settings.maxQueuedRecords()
                        || bytes + write.bytes() > settings.maxQueuedBytes());
        if (!full) {
            records += write.rows();
            bytes += write.bytes();
        }
        waiting.add(new Entry(write, full));
        notifyAll();
        return true;
    }

    /// Waits for something, then takes all that waits, up to the limits of a batch. Empty once closed and
    /// drained.
    synchronized List<Entry> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
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
