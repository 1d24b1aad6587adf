package dev.parley.adapters.persistence;

import java.nio.file.Path;

/// A store that a test closes and opens again.
final class Reopened implements AutoCloseable {
    private final Path directory;
    private final StoreKind kind;
    private JdbcStore store;

    Reopened(Path directory, StoreKind kind) {
        this.directory = directory;
        this.kind = kind;
        this.store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    JdbcStore now() {
        return store;
    }

    void again() {
        store.close();
        store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    @Override
    public void close() {
        store.close();
    }
}
