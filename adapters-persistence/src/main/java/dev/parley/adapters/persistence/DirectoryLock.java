package dev.parley.adapters.persistence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One data directory, one process, one store; or several that only look. The operating system lets go of it when the
/// process ends,
/// however it ends.
final class DirectoryLock implements Closeable {
    private static final String NAME = "parley.lock";

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    static DirectoryLock take(Path directory) throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve(NAME), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        if (!locked(file, false)) {
            file.close();
            throw new StoreRefused("another server uses " + directory + "; stop it, or name another directory");
        }
        return new DirectoryLock(file);
    }

    /// For looking; the directory may be one that cannot be written, or a copy without the lock's file.
    static Closeable share(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(NAME))) {
            return () -> {};
        }
        FileChannel file = FileChannel.open(directory.resolve(NAME), StandardOpenOption.READ);
        if (!locked(file, true)) {
            file.close();
            throw new StoreRefused("a server uses " + directory + "; stop it first");
        }
        return new DirectoryLock(file);
    }

    private static boolean locked(FileChannel file, boolean shared) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
