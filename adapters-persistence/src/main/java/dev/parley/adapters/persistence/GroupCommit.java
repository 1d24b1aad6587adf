package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Write.Refusal;
import dev.parley.adapters.persistence.WriteQueue.Entry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one thread that writes. It takes all that waits, without a timer, into one transaction for all
/// sessions and
/// streams, commits, and answers. The slower the disk, the larger the batches.
///
/// Verdicts such as conflict or duplicate come from looking, not from failing statements, so they never
/// cost a
/// neighbour anything. Where a statement does fail, the batch is rolled back and each write tried alone.
/// Where the
/// *commit* fails, nobody knows what is stored: all of the batch hear `Unknown`, the connection is given
/// up, and
/// nothing is tried again.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final WriteQueue queue;
    private final StoreSettings settings;
    private final Database database;
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    GroupCommit(Database database, StoreSettings settings) {
        this.database = database;
        this.settings = settings;
        this.queue = new WriteQueue(settings);
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

    private void settle(List<Entry> batch) {
        List<Entry> admitted = batch.stream().filter(entry -> !entry.refused()).toList();
        List<Runnable> answers = new ArrayList<>(together(admitted));
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).refused()) {
                Write write = batch.get(i).write();
                answers.add(i, () -> write.refuse(new Refusal.Busy(settings.busyRetryMillis())));
            }
        }
        answers.forEach(GroupCommit::answer);
    }

    /// One answer for each entry, in their order.
    private List<Runnable> together(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Runnable> answers = new ArrayList<>();
        try {
            Sql sql = database.writing();
            for (Entry entry : entries) {
                answers.add(entry.write().apply(sql));
            }
            database.countBatch();
        } catch (SQLException | RuntimeException e) {
            database.rollback();
            return entries.size() == 1 ? List.of(failed(entries.getFirst(), e)) : apart(entries);
        }
        return commit() ? answers : unknown(entries);
    }

    private List<Runnable> apart(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> together(List.of(entry)).stream())
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

    private static List<Runnable> unknown(List<Entry> entries) {
        return entries.stream()
                .<Runnable>map(entry -> () -> entry.write().refuse(new Refusal.Unknown("the commit failed")))
                .toList();
    }

    private Runnable failed(Entry entry, Exception cause) {
        complain("a write failed", cause);
        return () -> entry.write().refuse(new Refusal.Failed("the write failed"));
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
