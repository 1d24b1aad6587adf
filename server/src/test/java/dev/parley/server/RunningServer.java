package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A real server on a free port of the loopback address, with a data directory that goes with it.
final class RunningServer implements AutoCloseable {
    private final Path data;
    private Server server;

    private RunningServer(Path data, Server server) {
        this.data = data;
        this.server = server;
    }

    static RunningServer start() {
        return start(UnaryOperator.identity());
    }

    static RunningServer start(UnaryOperator<ServerSettings> change) {
        try {
            Path data = Files.createTempDirectory("parley-server");
            return new RunningServer(data, Server.start(change.apply(ServerSettings.dev(0, data))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Stops and starts again on the same data; the port may be another.
    void restart() {
        server.close();
        server = Server.start(ServerSettings.dev(0, data));
    }

    TestClient client(String user) {
        TestClient client = anonymous();
        client.result("connect", "{\"token\":\"dev:%s\",\"device\":\"%s-device\"}".formatted(user, user));
        return client;
    }

    /// A connection that has not said `connect`.
    TestClient anonymous() {
        return TestClient.open(URI.create("ws://127.0.0.1:" + server.url().getPort() + "/v1/ws"));
    }

    URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
