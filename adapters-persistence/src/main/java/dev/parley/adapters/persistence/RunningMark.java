package dev.parley.adapters.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is there while a store runs that is not forced to the disk, and names this start of the machine.
/// Where it is found at a later start of the machine, the machine went down under the store: what was
/// acknowledged may be lost, and the high-water mark with it, so that nothing else would notice.
///
/// Linux tells one start of the machine from another; elsewhere nothing is noticed.
final class RunningMark {
    private static final Path STARTS = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final Path file;

    RunningMark(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("parley.running");
    }

    boolean machineWentDown() throws IOException {
        String now = machine();
        return !now.isEmpty() && Files.exists(file) && !Files.readString(file).equals(now);
    }

    void set() throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer content = ByteBuffer.wrap(machine().getBytes(StandardCharsets.UTF_8));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        force(directory);
    }

    /// After the database is closed: forces what it left, and only then says that all is well.
    void clear() throws IOException {
        if (Files.exists(file)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, Files::isRegularFile)) {
                for (Path each : left) {
                    force(each);
                }
            }
            Files.delete(file);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String machine() throws IOException {
        return Files.exists(STARTS) ? Files.readString(STARTS) : "";
    }
}
