package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One data directory, one process, one store. The operating system lets go of it when the process ends,
/// however it ends.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    static DirectoryLock take(Path directory) throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve("parley.lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        if (!locked(file)) {
            file.close();
            throw new StoreRefused("another server uses " + directory + "; stop it, or name another directory");
        }
        return new DirectoryLock(file);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
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
