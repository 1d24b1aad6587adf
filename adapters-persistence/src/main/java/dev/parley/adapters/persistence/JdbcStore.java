package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import dev.parley.application.events.EventLog;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// The durable store of one server: a data directory with a database, its high-water mark and a lock.
///
/// Thread-safe. One platform thread writes, a few read; callers never block.
public final class JdbcStore implements AutoCloseable {
    private final StoreFiles files;
    private final StoreStart start;
    private final Database database;
    private final GroupCommit writer;
    private final Readers readers;
    private final OperationLog operations;
    private final SnapshotStore snapshots;
    private final EventLog events;

    private JdbcStore(
            Dialect dialect,
            StoreFiles files,
            StoreStart start,
            LongSupplier usableBytes,
            StoreSettings settings,
            Executor soon) {
        this.files = files;
        this.start = start;
        this.database = new Database(
                dialect, start.sql(), start.grade(), files.highWater(), start.mark(), settings.reopenMillis());
        this.writer = new GroupCommit(database, usableBytes, settings, soon);
        this.readers = new Readers(dialect, settings);
        this.operations = new JdbcOperationLog(start.grade(), start.epoch(), writer, readers, settings);
        this.snapshots = new JdbcSnapshots(writer, readers);
        this.events = new JdbcEventLog(start.grade(), start.epoch(), writer, readers, settings);
    }

    /// As [#open(Path, StoreKind, StoreSettings)], on H2.
    public static JdbcStore open(Path directory, StoreSettings settings) {
        return open(directory, StoreKind.H2, settings);
    }

    /// As [#open(Path, StoreKind, StoreSettings, Executor)], for callers without turns.
    public static JdbcStore open(Path directory, StoreKind kind, StoreSettings settings) {
        return open(directory, kind, settings, Runnable::run);
    }

    /// Opens the store in `directory`, which is made where it is missing.
    ///
    /// @param soon runs a task at the end of the calling thread's turn, so that what one turn writes is committed
    ///     together
    /// @throws StoreRefused where another server uses it, another kind or a newer release wrote it, it cannot
    /// be read, or it would not survive what it must
    public static JdbcStore open(Path directory, StoreKind kind, StoreSettings settings, Executor soon) {
        kind.requireAloneIn(directory);
        return open(directory, kind.dialect(directory), new DiskSpace(directory)::usableBytes, settings, soon);
    }

    static JdbcStore open(Path directory, Dialect dialect, LongSupplier usableBytes, StoreSettings settings) {
        return open(directory, dialect, usableBytes, settings, Runnable::run);
    }

    private static JdbcStore open(
            Path directory, Dialect dialect, LongSupplier usableBytes, StoreSettings settings, Executor soon) {
        StoreFiles files = StoreFiles.open(directory);
        try {
            StoreStart start = StoreStart.run(dialect, files);
            JdbcStore store = new JdbcStore(dialect, files, start, usableBytes, settings, soon);
            store.writer.start();
            return store;
        } catch (SQLException | IOException | RuntimeException e) {
            files.close();
            throw e instanceof StoreRefused refused
                    ? refused
                    : new StoreRefused("the store in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /// What a commit survives, as the database itself says.
    public Grade grade() {
        return start.grade();
    }

    /// How often this directory was opened, this time included: greater than at every earlier start, and so
    /// the fence of every lane and the upper half of connection epochs. Durable before it is told.
    public long boot() {
        return start.mark().boot();
    }

    public OperationLog operations() {
        return operations;
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    public EventLog events() {
        return events;
    }

    /// Commits nothing in particular, to see whether the store answers.
    ///
    /// @param reply takes why it does not, empty where it does; on the writer's thread
    public void probe(Reply<Optional<String>> reply) {
        writer.submit(new Probe(reply));
    }

    public StoreHealth health() {
        return new StoreHealth(
                start.grade(),
                writer.trouble(),
                start.rolledBack(),
                writer.queuedRecords(),
                writer.queuedBytes(),
                readers.refused(),
                writer.refusedForSpace());
    }

    /// Writes and answers what waits, then lets go of the directory.
    @Override
    public void close() {
        readers.close();
        writer.close();
        database.close();
        files.settle();
        files.close();
    }
}
