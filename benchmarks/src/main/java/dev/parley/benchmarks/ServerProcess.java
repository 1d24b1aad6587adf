package dev.parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged server in a JVM of its own, with the launcher's flags and fresh data, as the kernel sees
/// it. Clients may call as fast as they can.
final class ServerProcess implements AutoCloseable {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final Pattern OPEN = Pattern.compile("^\\s*Open\\s+(\\S+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final Path data;
    private final URI url;
    private final long ticksPerSecond;

    private ServerProcess(Process process, Path data, URI url) {
        this.process = process;
        this.data = data;
        this.url = url;
        this.ticksPerSecond = Long.parseLong(output("getconf", "CLK_TCK").strip());
    }

    static ServerProcess start(Path jar) {
        try {
            Path data = Files.createTempDirectory("parley-benchmark");
            Process process = new ProcessBuilder(
                            java("java"),
                            "-XX:+UseCompactObjectHeaders",
                            "-XX:+ExitOnOutOfMemoryError",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-jar",
                            jar.toString(),
                            "dev",
                            "--port",
                            "0",
                            "--data",
                            data.toString(),
                            "--set",
                            "rates.connection.perSecond=0",
                            "--set",
                            "rates.user.perSecond=0",
                            "--set",
                            "rates.tenant.perSecond=0")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new ServerProcess(process, data, url(process));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static URI url(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher open = OPEN.matcher(line);
            if (open.find()) {
                return URI.create(open.group(1));
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    URI url() {
        return url;
    }

    /// User and system time of all threads so far, in ticks of 10 ms on most machines; the compiler's and
    /// the collector's are in it.
    long cpuMicros() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        return ticks * MICROS_PER_SECOND / ticksPerSecond;
    }

    /// Memory that is really there, kernel buffers of sockets not included.
    long residentKilobytes() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// Twice, so that what finalizers and reference queues let go in the first is gone after the second.
    void collectGarbage() {
        output(java("jcmd"), Long.toString(process.pid()), "GC.run");
        output(java("jcmd"), Long.toString(process.pid()), "GC.run");
    }

    long heapKilobytes() {
        Matcher used = USED.matcher(output(java("jcmd"), Long.toString(process.pid()), "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("no heap_info");
        }
        return Long.parseLong(used.group(1));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException gone) {
            throw new UncheckedIOException("the server is gone", gone);
        }
    }

    private static String output(String... command) {
        try {
            Process asked =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(data);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
