package dev.parley.adapters.persistence;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library, unpacked into the data directory, which one server has for itself: over what the start
/// before left there. Left to itself the driver unpacks it under a new name each time, which a killed process leaves
/// behind, and reads it again byte by byte.
///
/// Thread-safe. Loaded once, by the first store of the process.
final class NativeLibrary {
    /// The driver's settings: the folder that holds it, its name there, and where the driver unpacks it otherwise.
    private static final String PATH = "org.sqlite.lib.path";

    private static final String NAME = "org.sqlite.lib.name";
    private static final String UNPACK_IN = "org.sqlite.tmpdir";

    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load(Path dataDirectory) {
        if (!loaded) {
            try {
                load(dataDirectory.resolve("native"), System.getProperty(PATH, System.getProperty(UNPACK_IN)) != null);
            } catch (Exception e) {
                throw new StoreRefused(
                        "the native library of SQLite cannot be loaded (" + e.getMessage() + "); name a directory that"
                                + " programs may be started from with -D" + UNPACK_IN + "=…, or use h2",
                        e);
            }
            loaded = true;
        }
    }

    private static void load(Path directory, boolean told) throws Exception {
        if (told) {
            SQLiteJDBCLoader.initialize();
            return;
        }
        System.setProperty(PATH, directory.toString());
        System.setProperty(NAME, unpacked(directory).getFileName().toString());
        // Where it cannot be loaded the driver tries once more, and leaves nothing behind elsewhere.
        System.setProperty(UNPACK_IN, directory.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            System.clearProperty(UNPACK_IN);
        }
    }

    private static Path unpacked(Path directory) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Path library = Files.createDirectories(directory).resolve(name);
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new FileNotFoundException("there is none for this system at " + resource);
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }
}
