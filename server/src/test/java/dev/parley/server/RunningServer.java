package dev.parley.server;

import dev.parley.server.settings.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A real server on a free port of the loopback address, with a data directory that goes with it.
public final class RunningServer implements AutoCloseable {
    private final Path data;
    private final Mode mode;
    private final Map<String, String> changes;
    private Server server;

    private RunningServer(Path data, Mode mode, Map<String, String> changes) {
        this.data = data;
        this.mode = mode;
        this.changes = changes;
        this.server = started(0);
    }

    public static RunningServer start() {
        return start(Mode.DEV, Map.of());
    }

    /// @param changes to settings, by their names
    public static RunningServer start(Mode mode, Map<String, String> changes) {
        try {
            return new RunningServer(Files.createTempDirectory("parley-server"), mode, changes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Stops and starts again on the same data; the port may be another.
    public void restart() {
        server.close();
        server = started(0);
    }

    /// As [#restart], on the same port.
    public void restartInPlace() {
        int port = server.url().getPort();
        server.close();
        server = started(port);
    }

    private Server started(int port) {
        ServerSettings defaults = mode == Mode.DEV ? ServerSettings.dev(port, data) : ServerSettings.serve(port, data);
        Map<String, String> settings = new HashMap<>(changes);
        settings.putIfAbsent("admin.port", "-1");
        // Several, whatever the machine has: what crosses from one to another is where faults would be.
        settings.putIfAbsent("loops", "2");
        return Server.start(SettingsTree.with(defaults, settings), mode);
    }

    public TestClient client(String user) {
        TestClient client = anonymous();
        client.result("connect", "{\"token\":\"dev:%s\",\"device\":\"%s-device\"}".formatted(user, user));
        return client;
    }

    /// A connection that has not said `connect`.
    public TestClient anonymous() {
        return TestClient.open(URI.create("ws://127.0.0.1:" + server.url().getPort() + "/v1/ws"));
    }

    Path data() {
        return data;
    }

    public URI adminUrl() {
        return server.adminUrl().orElseThrow();
    }

    public URI url() {
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
