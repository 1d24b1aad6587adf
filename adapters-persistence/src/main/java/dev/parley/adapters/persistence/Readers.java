package dev.parley.adapters.persistence;

import dev.parley.application.lanes.Reply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/// A few platform threads that read, each with its own connection. Each read sees one state of the
/// database. They are platform threads because an embedded database would pin the carriers of virtual ones.
///
/// Thread-safe.
final class Readers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Readers.class.getName());

    private static final Read END = connection -> {};

    private final Dialect dialect;
    private final BlockingQueue<Read> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;
    private long refused;

    Readers(Dialect dialect, StoreSettings settings) {
        this.dialect = dialect;
        this.waiting = new ArrayBlockingQueue<>(settings.maxQueuedReads());
        for (int i = 0; i < settings.readers(); i++) {
            threads.add(Thread.ofPlatform().name("parley-store-reader-" + i).start(this::run));
        }
    }

    /// Asks the database.
    @FunctionalInterface
    interface Query<T> {
        T run(Sql sql) throws SQLException;
    }

    /// @param failed what to answer where it cannot be read
    <T> void read(Query<? extends T> query, Function<String, ? extends T> failed, Reply<? super T> reply) {
        Read read = connection -> {
            T answer = answer(connection, query, failed);
            reply.accept(answer);
        };
        if (!offer(read)) {
            reply.accept(failed.apply("too many reads wait, or the store is closed"));
        }
    }

    /// Work on a reader's thread that needs no connection.
    void work(Runnable work, Consumer<String> failed) {
        if (!offer(connection -> work.run())) {
            failed.accept("too many reads wait, or the store is closed");
        }
    }

    private synchronized boolean offer(Read read) {
        boolean taken = !closed && waiting.offer(read);
        if (!taken) {
            refused++;
        }
        return taken;
    }

    /// Reads that found no room, so far.
    synchronized long refused() {
        return refused;
    }

    private static <T> T answer(Connecting connection, Query<? extends T> query, Function<String, ? extends T> failed) {
        try {
            return answer(connection, query);
        } catch (Damaged e) {
            LOG.log(Level.ERROR, "the store is damaged", e);
            connection.close();
            return failed.apply(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "a read failed", e);
            connection.close();
            return failed.apply("the read failed");
        }
    }

    /// A connection that has broken since its last read is opened again, once: reading twice does no harm.
    private static <T> T answer(Connecting connection, Query<? extends T> query) throws SQLException {
        try {
            return connection.ask(query);
        } catch (Damaged e) {
            throw e;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a read is tried again", e);
            connection.close();
            return connection.ask(query);
        }
    }

    private void run() {
        try (Connecting connection = new Connecting(dialect)) {
            Read read = waiting.take();
            while (read != END) {
                serve(read, connection);
                read = waiting.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(Read read, Connecting connection) {
        try {
            read.serve(connection);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "whoever was answered threw", e);
        }
    }

    @FunctionalInterface
    private interface Read {
        void serve(Connecting connection);
    }

    /// A reader's connection, opened when it is needed and again after an error.
    private static final class Connecting implements AutoCloseable {
        private final Dialect dialect;
        private Optional<Sql> open = Optional.empty();

        Connecting(Dialect dialect) {
            this.dialect = dialect;
        }

        <T> T ask(Query<? extends T> query) throws SQLException {
            if (open.isEmpty()) {
                open = Optional.of(new Sql(dialect.connectForReading()));
            }
            T answer = query.run(open.get());
            open.get().commit();
            return answer;
        }

        @Override
        public void close() {
            open.ifPresent(Sql::close);
            open = Optional.empty();
        }
    }

    /// Answers what waits, then stops. The threads are never interrupted: that would close the database's
    /// file.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            for (int i = 0; i < threads.size(); i++) {
                waiting.put(END);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
