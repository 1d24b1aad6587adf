package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server beside ours, in a process of its own.
final class Program implements Running {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final Path log;
    private final URI url;
    private final String target;

    private Program(Process process, Path log, URI url, String target) {
        this.process = process;
        this.log = log;
        this.url = url;
        this.target = target;
    }

    /// Starts a program and waits until it says where it listens.
    ///
    /// @param open what it says then; its first group is the address with its scheme
    /// @param target of WebSocket requests
    static Program start(List<String> command, Pattern open, String target) {
        try {
            Path log = Files.createTempFile("parley-benchmark-peer", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Program(process, log, listening(process, log, open), target);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static URI listening(Process process, Path log, Pattern open) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher said = open.matcher(Files.readString(log));
            if (said.find()) {
                return URI.create(said.group(1));
            }
            if (waited(process, POLL_MILLIS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("did not start: " + Files.readString(log));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.at(url, target, "");
    }

    @Override
    public void close() {
        process.destroy();
        if (!waited(process, PATIENCE.toMillis())) {
            process.destroyForcibly();
        }
        try {
            Files.delete(log);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whether the process has ended.
    private static boolean waited(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
