package dev.parley.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// `parley serve` as a process of its own, with all that it prints.
final class ServedProcess implements AutoCloseable {
    static final String SECRET = "a secret of more than thirty-two bytes";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Process process;
    private final Printed out;
    private final Printed err;

    private ServedProcess(Process process) {
        this.process = process;
        this.out = Printed.by(process.getInputStream());
        this.err = Printed.by(process.getErrorStream());
    }

    /// @param settings `name=value`
    static ServedProcess start(Path data, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--set",
                "admin.port=-1"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PARLEY_TOKEN_KEY_SECRET", SECRET);
        return new ServedProcess(builder.start());
    }

    /// The first line of the log that fits, once it is there.
    String line(Predicate<String> fits) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline
                && (process.isAlive() || err.reader().isAlive())) {
            for (String line : err.lines()) {
                if (fits.test(line)) {
                    return line;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no such line in " + err.lines());
    }

    URI url() {
        return URI.create(TestClient.text(TestClient.json(line(line -> line.contains("accepts connections"))), "/url"));
    }

    /// As SIGTERM does, and waits for its end.
    ///
    /// @return the exit code
    int terminate() {
        // By its handle: the process object would close the pipes, and with them what was said.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it does not end");
            }
            err.reader().join();
            out.reader().join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return process.exitValue();
    }

    List<String> log() {
        return List.copyOf(err.lines());
    }

    List<String> printed() {
        return List.copyOf(out.lines());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private record Printed(Queue<String> lines, Thread reader) {
        static Printed by(InputStream stream) {
            Queue<String> lines = new ConcurrentLinkedQueue<>();
            return new Printed(lines, Thread.ofVirtual().start(() -> read(stream, lines)));
        }

        private static void read(InputStream stream, Queue<String> lines) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
