package dev.parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged server in a JVM of its own, with the launcher's flags and fresh data, as the kernel sees
/// it. Clients may call as fast as they can.
final class ServerProcess implements Running {
    /// Where the build puts it, seen from the root of the repository.
    static final String JAR = "server/target/parley.jar";

    private static final Pattern OPEN = Pattern.compile("^\\s*(?:Open|URL)\\s+(\\S+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Path jar;
    private final Launch launch;
    private final Path data;
    private Process process;
    private URI url;

    private ServerProcess(Path jar, Launch launch, Path data) throws IOException {
        this.jar = jar;
        this.launch = launch;
        this.data = data;
        this.process = launched(0);
        this.url = url(process);
    }

    /// Starts `dev`.
    static ServerProcess start(Path jar) {
        return start(jar, Launch.DEV);
    }

    static ServerProcess start(Path jar, Launch launch) {
        try {
            return new ServerProcess(jar, launch, Files.createTempDirectory("parley-benchmark"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Process launched(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java("java"),
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(moreOptions());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(launch.arguments(port, data));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    /// Options of the server's JVM alone, for those who want to know what one of them changes.
    private static List<String> moreOptions() {
        return Stream.of(System.getenv().getOrDefault("SERVER_JAVA_OPTIONS", "").split(" ", -1))
                .filter(option -> !option.isBlank())
                .toList();
    }

    /// Kills the server (SIGKILL) and starts it again with the same data at the same port; returns once it
    /// listens.
    void restart() {
        try {
            process.destroyForcibly().waitFor();
            process = launched(url.getPort());
            url = url(process);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
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

    /// What signs a user in.
    String token(String user) {
        return launch.token(user);
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.parley(url);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /// User and system time of all threads so far, in ticks of 10 ms on most machines; the compiler's and
    /// the collector's are in it.
    long cpuMicros() {
        return CpuTime.micros(process.pid());
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

    /// Of what is reachable; collects first.
    ClassHistogram classes() {
        return ClassHistogram.of(output(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram"));
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
