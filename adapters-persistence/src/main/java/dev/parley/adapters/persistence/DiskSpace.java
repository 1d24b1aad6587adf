package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How much the disk below a directory still takes. The disk is looked up once, which costs as much as fifty questions.
///
/// One thread: the writer.
final class DiskSpace {
    private final Path directory;
    private Optional<FileStore> disk = Optional.empty();

    DiskSpace(Path directory) {
        this.directory = directory;
    }

    /// Unknown counts as plenty: the database says itself when it cannot write.
    long usableBytes() {
        try {
            if (disk.isEmpty()) {
                disk = Optional.of(Files.getFileStore(directory));
            }
            return disk.get().getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
