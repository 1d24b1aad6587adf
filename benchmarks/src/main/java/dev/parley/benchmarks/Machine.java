package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the figures were taken on.
final class Machine {
    private Machine() {}

    static List<String> lines() {
        return List.of(
                "cores: " + Runtime.getRuntime().availableProcessors() + " (" + processor() + "), shared by server and"
                        + " driver",
                "kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "JDK: " + System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    private static String processor() {
        return value(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^\\s*:\\s*", "");
    }

    /// Load average of the last minute.
    static String load() {
        return read(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    /// Files, sockets included, that this process may have open; the server's JVM inherits it.
    static long openFiles() {
        String soft =
                value(Path.of("/proc/self/limits"), "Max open files").strip().split("\\s+", 2)[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }

    private static String value(Path file, String name) {
        try (Stream<String> lines = read(file).lines()) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
