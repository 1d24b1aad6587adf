package dev.parley.adapters.persistence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which embedded database a data directory holds. A directory stays with the kind that made it.
public enum StoreKind {
    /// Needs nothing but Java, and claims [dev.parley.application.Grade#OS]: it never forces the disk.
    H2("parley.mv.db"),
    /// Forces the disk at every commit, and claims [dev.parley.application.Grade#DISK].
    SQLITE("parley.db");

    private final String fileName;

    StoreKind(String fileName) {
        this.fileName = fileName;
    }

    /// As it is written in settings and messages: `h2`, `sqlite`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind that made `directory`; empty where it holds no store.
    public static Optional<StoreKind> in(Path directory) {
        return Arrays.stream(values())
                .filter(kind -> Files.exists(kind.file(directory)))
                .findFirst();
    }

    Path file(Path directory) {
        return directory.resolve(fileName);
    }

    Dialect dialect(Path directory) {
        return switch (this) {
            case H2 -> new H2("", directory);
            case SQLITE -> new Sqlite(directory);
        };
    }

    /// @throws StoreRefused where another kind made the directory: an empty database beside it would look like a loss
    void requireAloneIn(Path directory) {
        for (StoreKind other : values()) {
            if (other != this && Files.exists(other.file(directory))) {
                throw new StoreRefused("the store in " + directory + " was made with " + other.wireName()
                        + "; open it with " + other.wireName() + ", or name another directory for " + wireName());
            }
        }
    }
}
