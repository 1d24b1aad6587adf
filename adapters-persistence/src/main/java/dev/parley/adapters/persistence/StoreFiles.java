package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a store holds open beside its database.
record StoreFiles(DirectoryLock lock, HighWater highWater) implements AutoCloseable {
    static final String MARK = "parley.mark";

    static StoreFiles open(Path directory) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            return new StoreFiles(lock, HighWater.open(directory.resolve(MARK)));
        } catch (IOException e) {
            throw new StoreRefused("cannot write in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            highWater.close();
            lock.close();
        } catch (IOException e) {
            throw new StoreRefused("the data directory did not close", e);
        }
    }
}
