package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Write.Refusal;
import dev.parley.adapters.persistence.WriteQueue.Entry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The one thread that writes. It takes all that waits, without a timer, into one transaction for all
/// sessions and streams, commits, and answers. The slower the disk, the larger the batches.
///
/// Verdicts such as conflict or duplicate come from looking, not from failing statements, so they never
/// cost a neighbour anything. Where a statement does fail, the batch is rolled back and each write tried
/// alone. Where the *commit* fails, nobody knows what is stored: all of the batch hear `Unknown`, the
/// connection is given up, and nothing is tried again.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private static final String NEARLY_FULL = "the disk is nearly full";

    private final WriteQueue queue;
    private final StoreSettings settings;
    private final Database database;
    private final LongSupplier usableBytes;
    private final Thread thread;
    private final LongAdder refusedForSpace = new LongAdder();
    private volatile Optional<String> trouble = Optional.empty();

    /// @param usableBytes of the disk
    /// @param soon runs a task at the end of the calling thread's turn
    GroupCommit(Database database, LongSupplier usableBytes, StoreSettings settings, Executor soon) {
        this.database = database;
        this.usableBytes = usableBytes;
        this.settings = settings;
        this.queue = new WriteQueue(settings, soon);
        this.thread = Thread.ofPlatform().name("parley-store-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void submit(Write write) {
        if (!queue.offer(write)) {
            write.refuse(new Refusal.Failed("the store is closed"));
        }
    }

    Optional<String> trouble() {
        return trouble;
    }

    long refusedForSpace() {
        return refusedForSpace.sum();
    }

    int queuedRecords() {
        return queue.records();
    }

    long queuedBytes() {
        return queue.bytes();
    }

    private void run() {
        try {
            List<Entry> batch = queue.take();
            while (!batch.isEmpty()) {
                settle(batch);
                batch = queue.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Answers what was refused in its place among the others, so that answers keep the order of the calls.
    private void settle(List<Entry> batch) {
        boolean room = room();
        List<Write> admitted = new ArrayList<>();
        for (Entry entry : batch) {
            if (!entry.refused() && (room || entry.write().frees())) {
                admitted.add(entry.write());
            }
        }
        Iterator<Runnable> settled = together(admitted).iterator();
        for (Entry entry : batch) {
            if (entry.refused()) {
                answer(() -> entry.write().refuse(new Refusal.Busy(settings.busyRetryMillis())));
            } else if (room || entry.write().frees()) {
                answer(settled.next());
            } else {
                refusedForSpace.increment();
                answer(() -> entry.write().refuse(new Refusal.Failed(NEARLY_FULL)));
            }
        }
    }

    /// The database would break on a full disk, and reads with it: so writes stop a little earlier.
    private boolean room() {
        boolean room = usableBytes.getAsLong() >= settings.minFreeBytes();
        if (!room) {
            trouble = Optional.of(NEARLY_FULL);
        }
        return room;
    }

    /// One answer for each entry, in their order.
    private List<Runnable> together(List<Write> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<Runnable> answers = new ArrayList<>();
        try {
            Batch batch = new Batch(database.writing());
            for (Write write : writes) {
                answers.add(write.apply(batch));
            }
            batch.finish();
            database.countBatch();
        } catch (SQLException | RuntimeException e) {
            database.rollback();
            return writes.size() == 1 ? List.of(failed(writes.getFirst(), e)) : apart(writes);
        }
        return commit() ? answers : unknown(writes);
    }

    private List<Runnable> apart(List<Write> writes) {
        return writes.stream()
                .flatMap(write -> together(List.of(write)).stream())
                .toList();
    }

    private boolean commit() {
        try {
            database.commit();
            trouble = Optional.empty();
            return true;
        } catch (SQLException | RuntimeException e) {
            complain("a commit failed", e);
            database.giveUp();
            return false;
        }
    }

    private static List<Runnable> unknown(List<Write> writes) {
        return writes.stream()
                .<Runnable>map(write -> () -> write.refuse(new Refusal.Unknown("the commit failed")))
                .toList();
    }

    private Runnable failed(Write write, Exception cause) {
        complain("a write failed", cause);
        return () -> write.refuse(new Refusal.Failed("the write failed"));
    }

    private void complain(String what, Exception cause) {
        Level level = trouble.isEmpty() ? Level.WARNING : Level.DEBUG;
        trouble = Optional.of(what + ": " + cause.getMessage());
        LOG.log(level, what, cause);
    }

    private static void answer(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "whoever was answered threw", e);
        }
    }

    /// Writes what waits, then stops.
    @Override
    public void close() {
        queue.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
