package dev.parley.benchmarks;

import dev.parley.application.Grade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A plain file: the least that a store of a grade can do.
final class FileAppender implements Appender {
    /// The file starts again from here, or a fast disk would be full soon.
    private static final long MOST_BYTES = 256L << 20;

    private final FileChannel file;
    private final Grade grade;

    FileAppender(Path directory, Grade grade) {
        this.grade = grade;
        try {
            this.file = FileChannel.open(
                    directory.resolve("rows"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String label() {
        return grade == Grade.DISK ? "plain file and fsync" : "plain file";
    }

    @Override
    public Grade grade() {
        return grade;
    }

    @Override
    public void append(int rows) {
        ByteBuffer all = ByteBuffer.allocate(rows * ROW_BYTES);
        try {
            if (file.size() > MOST_BYTES) {
                file.truncate(0);
            }
            while (all.hasRemaining()) {
                file.write(all);
            }
            if (grade == Grade.DISK) {
                file.force(false);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
