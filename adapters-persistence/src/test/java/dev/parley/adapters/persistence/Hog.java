package dev.parley.adapters.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Takes a processor and the disk away from everybody else, so that kills hit between the steps of a commit.
final class Hog implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final Path file;
    private final List<Thread> threads;
    private volatile boolean stopped;

    private Hog(Path file) {
        this.file = file;
        this.threads = List.of(
                Thread.ofPlatform().daemon().start(this::spin),
                Thread.ofPlatform().daemon().start(this::write));
    }

    /// Does nothing unless `-Dparley.hog=true`.
    static AutoCloseable whereAsked(Path directory) {
        return Boolean.getBoolean("parley.hog") ? new Hog(directory.resolve("hog")) : () -> {};
    }

    private void spin() {
        while (!stopped) {
            Thread.onSpinWait();
        }
    }

    private void write() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int block = 0; !stopped; block = (block + 1) % 64) {
                channel.write(ByteBuffer.allocate(BLOCK), (long) block * BLOCK);
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
