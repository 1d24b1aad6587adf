package dev.parley.adapters.persistence;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a store holds open beside its database.
record StoreFiles(DirectoryLock lock, HighWater highWater, RunningMark running) implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StoreFiles.class.getName());

    static final String MARK = "parley.mark";

    static StoreFiles open(Path directory) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            return new StoreFiles(lock, HighWater.open(directory.resolve(MARK)), new RunningMark(directory));
        } catch (IOException e) {
            throw new StoreRefused(
                    "cannot write in " + directory + ": " + reason(e) + "; name another directory with --data", e);
        }
    }

    /// Of these the message is the path alone.
    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "it is not a directory";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// After a clean end.
    void settle() {
        try {
            running.clear();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the data directory could not be forced; a new epoch may begin", e);
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
