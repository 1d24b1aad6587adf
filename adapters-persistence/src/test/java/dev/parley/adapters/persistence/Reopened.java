package dev.parley.adapters.persistence;

import java.nio.file.Path;

/// A store that a test closes and opens again.
final class Reopened implements AutoCloseable {
    private final Path directory;
    private JdbcStore store;

    Reopened(Path directory) {
        this.directory = directory;
        this.store = JdbcStore.open(directory, StoreSettings.DEFAULTS);
    }

    JdbcStore now() {
        return store;
    }

    void again() {
        store.close();
        store = JdbcStore.open(directory, StoreSettings.DEFAULTS);
    }

    @Override
    public void close() {
        store.close();
    }
}
