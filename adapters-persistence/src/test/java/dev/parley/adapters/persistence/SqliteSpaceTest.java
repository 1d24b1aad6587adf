package dev.parley.adapters.persistence;

import dev.parley.application.events.EventLog;
import dev.parley.testkit.contracts.SpaceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSpaceTest extends SpaceContract {
    private final Path directory;
    private final JdbcStore store;

    SqliteSpaceTest(@TempDir Path directory) {
        this.directory = directory;
        this.store = JdbcStore.open(directory, StoreKind.SQLITE, StoreSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected EventLog log() {
        return store.events();
    }

    @Override
    protected long bytesOnDisk() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(SqliteSpaceTest::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
