package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.HighWater.Mark;
import dev.parley.application.Grade;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;

/// The writer's connection, the count of its batches and the mark beside the database. A connection that
/// broke is opened again when the next write comes, at most once per `reopenMillis`.
///
/// One thread: the writer.
final class Database implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Database.class.getName());

    private final Dialect dialect;
    private final HighWater highWater;
    private final Grade claimed;
    private final long boot;
    private final long reopenNanos;
    private long batch;
    private Optional<Sql> open;
    private long closedAtNanos;

    /// @param claimed what a connection that is opened again must still be good for
    /// @param mark this start, and the last batch that the database has
    Database(Dialect dialect, Sql open, Grade claimed, HighWater highWater, Mark mark, long reopenMillis) {
        this.dialect = dialect;
        this.open = Optional.of(open);
        this.highWater = highWater;
        this.claimed = claimed;
        this.boot = mark.boot();
        this.batch = mark.batch();
        this.reopenNanos = reopenMillis * 1_000_000;
    }

    Sql writing() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(reopen());
        }
        return open.get();
    }

    private Sql reopen() throws SQLException {
        if (System.nanoTime() - closedAtNanos < reopenNanos) {
            throw new SQLException("the database is closed after an error");
        }
        closedAtNanos = System.nanoTime();
        Sql sql = new Sql(dialect.connect());
        try {
            requireWhole(sql);
            return sql;
        } catch (SQLException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private void requireWhole(Sql sql) throws SQLException {
        if (dialect.grade(sql).compareTo(claimed) < 0) {
            throw new SQLException("the database no longer survives what it did: restart");
        }
        long stored = Metadata.read(sql, Metadata.BATCH);
        if (stored < batch) {
            dialect.abandon(sql);
            throw new SQLException("the database ends at batch " + stored + " instead of " + batch + ": restart");
        }
        batch = stored;
    }

    void countBatch() throws SQLException {
        Metadata.write(writing(), Metadata.BATCH, batch + 1);
    }

    /// Commits, then raises the mark: it never promises what the database does not have.
    void commit() throws SQLException {
        writing().commit();
        batch++;
        try {
            highWater.write(new Mark(boot, batch));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the high-water mark could not be written; a rollback may go unnoticed", e);
        }
    }

    /// Undoes what is not committed; a connection that cannot even do that is given up.
    void rollback() {
        if (open.isEmpty()) {
            return;
        }
        try {
            open.get().rollback();
            Metadata.read(open.get(), Metadata.BATCH);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no rollback", e);
            giveUp();
        }
    }

    void giveUp() {
        open.ifPresent(Sql::close);
        open = Optional.empty();
        closedAtNanos = System.nanoTime();
    }

    @Override
    public void close() {
        giveUp();
    }
}
