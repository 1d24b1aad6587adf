package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's native library, which the driver unpacks before it loads it. A killed process leaves it behind; in
/// the data directory, which one server has for itself, the next start can tell and removes it.
///
/// Thread-safe. Loaded once, by the first store of the process.
final class NativeLibrary {
    private static final String UNPACK_IN = "org.sqlite.tmpdir";

    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load(Path dataDirectory) {
        if (!loaded) {
            unpack(dataDirectory.resolve("native"));
            loaded = true;
        }
    }

    private static void unpack(Path directory) {
        boolean told = System.getProperty(UNPACK_IN) != null;
        try {
            if (!told) {
                clear(directory);
                System.setProperty(UNPACK_IN, directory.toString());
            }
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StoreRefused(
                    "the native library of SQLite cannot be loaded (" + e.getMessage() + "); name a directory that"
                            + " programs may be started from with -D" + UNPACK_IN + "=…, or use h2",
                    e);
        } finally {
            if (!told) {
                System.clearProperty(UNPACK_IN);
            }
        }
    }

    private static void clear(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "sqlite-*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }
}
