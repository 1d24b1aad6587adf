package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// An ext4 of its own in a file, whose power can be cut: from that moment nothing reaches the device any more,
/// and what had not reached it is gone. Linux, root and loop devices only.
final class LoopFileSystem implements AutoCloseable {
    /// `EXT4_IOC_SHUTDOWN`, `_IOR('X', 125, __u32)` in the kernel's ext4.h.
    private static final long SHUTDOWN = 0x8004587DL;
    /// `EXT4_GOING_FLAGS_NOLOGFLUSH`: the journal is not written out first.
    private static final int NO_LOG_FLUSH = 2;

    private static final Linker LINKER = Linker.nativeLinker();

    private final Path image;
    private final Path mounted;

    private LoopFileSystem(Path image, Path mounted) {
        this.image = image;
        this.mounted = mounted;
    }

    static LoopFileSystem make(Path work, String size) throws IOException {
        LoopFileSystem made = new LoopFileSystem(work.resolve("image"), work.resolve("mounted"));
        // SQLite's library would be loaded from the file system, which could then not be unmounted.
        NativeLibrary.load(work);
        Files.createDirectories(made.mounted);
        run("truncate", "-s", size, made.image.toString());
        run("mkfs.ext4", "-q", made.image.toString());
        made.mount();
        return made;
    }

    Path root() {
        return mounted;
    }

    private void mount() throws IOException {
        run("mount", "-o", "loop", image.toString(), mounted.toString());
    }

    @SuppressWarnings("restricted") // the call of the kernel that is asked for
    void cut() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flags = arena.allocateFrom(ValueLayout.JAVA_INT, NO_LOG_FLUSH);
            int file = (int) LINKER.downcallHandle(
                            LINKER.defaultLookup().findOrThrow("open"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                            Linker.Option.firstVariadicArg(2))
                    .invokeExact(arena.allocateFrom(mounted.toString()), 0);
            int result = (int) LINKER.downcallHandle(
                            LINKER.defaultLookup().findOrThrow("ioctl"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            Linker.Option.firstVariadicArg(2))
                    .invokeExact(file, SHUTDOWN, flags);
            int closed = (int) LINKER.downcallHandle(
                            LINKER.defaultLookup().findOrThrow("close"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(file);
            assertThat(result + closed).as("the power cut").isZero();
        } catch (Throwable e) {
            throw new IllegalStateException("the power could not be cut", e);
        }
    }

    /// Power on: the file system's journal is played, and no more.
    void back() throws IOException {
        run("umount", mounted.toString());
        mount();
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("%s needs Linux, root and loop devices, and said: %s", String.join(" ", command), said)
                .isZero();
    }

    @Override
    public void close() throws IOException {
        run("umount", mounted.toString());
        Files.delete(image);
    }
}
