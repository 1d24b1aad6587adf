package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// User and system time of a process so far, as the kernel counts it; a virtual machine's compiler and
/// collector are in it.
///
/// Taken twice: the sum over its threads counts nanoseconds but forgets threads that ended; the total of the
/// process forgets nobody but comes in ticks, of 10 ms on most machines.
final class CpuTime {
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final long MICROS_PER_TICK = 1_000_000 / ticksPerSecond();

    private final Map<Path, Long> threadNanos;
    private final Map<Path, Long> compilerNanos;
    private final long processMicros;

    private CpuTime(Map<Path, Long> threadNanos, Map<Path, Long> compilerNanos, long processMicros) {
        this.threadNanos = threadNanos;
        this.compilerNanos = compilerNanos;
        this.processMicros = processMicros;
    }

    static CpuTime of(long pid) {
        Map<Path, Long> threads = threads(pid);
        Map<Path, Long> compilers = new HashMap<>(threads);
        compilers.keySet().removeIf(thread -> !compiles(thread));
        return new CpuTime(threads, compilers, micros(pid));
    }

    /// In ticks.
    static long micros(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * MICROS_PER_TICK;
    }

    /// Microseconds since an earlier moment: exact where all threads of then are still there, else in ticks.
    double microsSince(CpuTime earlier) {
        if (threadNanos.isEmpty() || !threadNanos.keySet().containsAll(earlier.threadNanos.keySet())) {
            return processMicros - earlier.processMicros;
        }
        return (nanos(threadNanos) - nanos(earlier.threadNanos)) / 1e3;
    }

    /// What a Java machine's compilers took of it; 0 elsewhere.
    double compilerMicrosSince(CpuTime earlier) {
        return Math.max(0, nanos(compilerNanos) - nanos(earlier.compilerNanos)) / 1e3;
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
        } catch (IOException ended) {
            return false;
        }
    }

    private static long nanos(Map<Path, Long> threads) {
        return threads.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Empty where the kernel keeps no such figures.
    private static Map<Path, Long> threads(long pid) {
        Map<Path, Long> nanos = new HashMap<>();
        for (Path thread : list(Path.of("/proc", Long.toString(pid), "task"))) {
            try {
                String onCpu = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
                nanos.put(thread, Long.parseLong(onCpu));
            } catch (IOException endedOrUnknown) {
                // a thread that just ended is one of those that are forgotten
            }
        }
        return nanos;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException gone) {
            throw new UncheckedIOException("the server is gone", gone);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException("the server is gone", gone);
        }
    }

    private static long ticksPerSecond() {
        try {
            Process asked = new ProcessBuilder("getconf", "CLK_TCK").start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(answer.strip());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
