package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.HighWater.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A look at everything in a data directory that changes nothing in it: the checksum of every record, versions
/// and offsets without a hole, where each session and stream stands, and the high-water mark against the
/// database. For a directory that no server uses.
public final class StoreCheck {
    private StoreCheck() {}

    /// @throws StoreRefused where there is no store, somebody uses it, or its database does not even open
    public static StoreReport of(Path directory) {
        StoreKind kind =
                StoreKind.in(directory).orElseThrow(() -> new StoreRefused("there is no store in " + directory));
        try (Closeable _ = DirectoryLock.share(directory);
                Scratch scratch = Scratch.open()) {
            return report(directory, kind, scratch);
        } catch (SQLException | IOException e) {
            throw new StoreRefused("the store in " + directory + " cannot be checked: " + e.getMessage(), e);
        }
    }

    private static StoreReport report(Path directory, StoreKind kind, Scratch scratch)
            throws SQLException, IOException {
        Optional<Mark> marked = mark(directory);
        Dialect dialect = kind.dialect(directory);
        long acknowledged = marked.map(Mark::batch).orElse(0L);
        try (Sql sql = new Sql(dialect.connectForChecking(acknowledged, scratch.directory()))) {
            Findings findings = new Findings();
            long batch = Metadata.read(sql, Metadata.BATCH);
            compare(marked, batch, findings);
            if (new RunningMark(directory).machineWentDown()) {
                findings.add("The machine went down under a store that does not force the disk: what was"
                        + " acknowledged last may be lost, and the next start begins a new epoch.");
            }
            findings.look("The database", () -> dialect.complaints(sql).forEach(findings::add));
            CheckSessions sessions = new CheckSessions(sql, findings);
            sessions.run();
            CheckStreams streams = new CheckStreams(sql, findings);
            streams.run();
            return new StoreReport(
                    kind,
                    Metadata.read(sql, Metadata.EPOCH),
                    Metadata.read(sql, Metadata.BOOT),
                    batch,
                    sessions.sessions(),
                    sessions.changes(),
                    sessions.snapshots(),
                    streams.streams(),
                    streams.events(),
                    findings.sentences());
        }
    }

    private static Optional<Mark> mark(Path directory) throws IOException {
        Path file = directory.resolve(StoreFiles.MARK);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (HighWater mark = HighWater.openToRead(file)) {
            return mark.read();
        }
    }

    private static void compare(Optional<Mark> marked, long batch, Findings findings) {
        if (marked.isEmpty()) {
            findings.add("The mark is missing or cannot be read: the next start begins a new epoch.");
        } else if (marked.get().batch() > batch) {
            findings.add("The database ends at batch " + batch + ", but batch "
                    + marked.get().batch() + " was acknowledged: it was rolled back, and the next start begins a new"
                    + " epoch.");
        }
    }

    /// A place for copies, gone with the check.
    private record Scratch(Path directory) implements AutoCloseable {
        static Scratch open() throws IOException {
            return new Scratch(Files.createTempDirectory("parley-check"));
        }

        @Override
        public void close() throws IOException {
            List<Path> all;
            try (Stream<Path> found = Files.walk(directory)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.delete(path);
            }
        }
    }
}
