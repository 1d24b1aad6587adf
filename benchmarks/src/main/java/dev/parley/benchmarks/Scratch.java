package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A directory of fresh directories; all are gone when closed.
record Scratch(Path root) implements AutoCloseable {
    static Scratch in(Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "scratch"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path directory() {
        try {
            return Files.createTempDirectory(root, "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
