package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a balancer is told, on both ports, over real sockets.
class ReadinessTest {
    @Test
    void it_follows_the_store_and_nobody_has_to_write_for_it() throws Exception {
        Map<String, String> settings = Map.of("database", "sqlite", "admin.port", "0", "health.storeEveryMillis", "0");
        try (RunningServer server = RunningServer.start(Mode.DEV, settings)) {
            assertThat(ready(server.url())).isEqualTo(200);
            assertThat(ready(server.adminUrl())).isEqualTo(200);

            try (Connection other =
                    DriverManager.getConnection("jdbc:sqlite:" + server.data().resolve("parley.db"))) {
                lock(other);
                assertThat(ready(server.url())).isEqualTo(503);
                assertThat(ready(server.adminUrl())).isEqualTo(503);
                assertThat(live(server.url())).isEqualTo(200);
            }
            awaitReady(server.url());
            assertThat(ready(server.adminUrl())).isEqualTo(200);
        }
    }

    private static void lock(Connection other) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.executeUpdate("UPDATE metadata SET amount = amount WHERE name = 'boot'");
        }
    }

    @Test
    void a_server_that_stops_says_so_and_takes_nobody_while_its_clients_leave() throws Exception {
        RunningServer server = RunningServer.start();
        URI url = server.url();
        Thread stopping = Thread.ofPlatform().unstarted(server::close);
        try (Socket stays = HttpProbe.upgraded(url)) {
            stopping.start();
            awaitClose(stays);
            assertThat(ready(url)).isEqualTo(503);
            assertThat(live(url)).isEqualTo(200);
            assertThat(HttpProbe.upgrade(url, "X: y")).isEqualTo(503);
        } finally {
            stopping.join(Duration.ofSeconds(20));
        }
        assertThat(stopping.isAlive()).isFalse();
    }

    private static void awaitClose(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read())
                .as("the first byte of a close frame")
                .isEqualTo(0x88);
    }

    private static void awaitReady(URI url) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ready(url) != 200) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static int ready(URI url) {
        return HttpProbe.status(url.resolve("/health/ready"));
    }

    private static int live(URI url) {
        return HttpProbe.status(url.resolve("/health/live"));
    }
}
