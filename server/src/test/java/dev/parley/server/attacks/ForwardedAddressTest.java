package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The limit per address behind a proxy, and what a client makes of a header that only a proxy is believed in.
class ForwardedAddressTest {
    private static final int QUOTA = 2;
    private static final String PROXY = "127.0.0.1";

    private final RunningServer server = RunningServer.start(
            Mode.DEV, Map.of("listener.maxConnectionsPerAddress", "" + QUOTA, "listener.trustedProxies", PROXY));
    private final List<RawSocket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (RawSocket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private String handshake(String from, String forwardedFor) throws IOException {
        return ask(from, RawSocket.HEAD + "X-Forwarded-For: " + forwardedFor + "\r\n\r\n");
    }

    private String listening(String forwardedFor) throws IOException {
        return listening("a.**", forwardedFor);
    }

    private String listening(String pattern, String forwardedFor) throws IOException {
        return ask(
                PROXY,
                "GET /v1/events?pattern=" + pattern + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer dev:ana\r\nX-Forwarded-For: " + forwardedFor + "\r\n\r\n");
    }

    /// @return the answer's status
    private String ask(String from, String request) throws IOException {
        RawSocket socket = RawSocket.dialFrom(from, server);
        sockets.add(socket);
        socket.say(request);
        return socket.head().split(" ", 3)[1];
    }

    @Test
    void each_address_behind_a_proxy_has_its_own_quota() throws IOException {
        for (String client : List.of("203.0.113.1", "203.0.113.2", "2001:db8::1")) {
            assertThat(handshake(PROXY, client)).isEqualTo("101");
            assertThat(listening(client)).isEqualTo("200");
            assertThat(handshake(PROXY, client)).as("%s, WebSocket", client).isEqualTo("503");
            assertThat(listening(client)).as("%s, stream", client).isEqualTo("503");
        }
    }

    /// The proxy keeps the connection, and uses it for others.
    @Test
    void a_stream_that_is_refused_takes_no_place() throws IOException {
        for (int i = 0; i <= QUOTA; i++) {
            assertThat(listening("*", "203.0.113.1")).isEqualTo("400");
        }
        assertThat(handshake(PROXY, "203.0.113.1")).isEqualTo("101");
    }

    @Test
    void what_a_client_wrote_before_the_proxy_did_changes_nothing() throws IOException {
        assertThat(handshake(PROXY, "198.51.100.1, 203.0.113.1")).isEqualTo("101");
        assertThat(handshake(PROXY, "198.51.100.2, 203.0.113.1")).isEqualTo("101");
        assertThat(handshake(PROXY, "198.51.100.3, 203.0.113.1")).isEqualTo("503");
    }

    @Test
    void a_closed_connection_gives_its_place_back() throws IOException {
        assertThat(handshake(PROXY, "203.0.113.1")).isEqualTo("101");
        assertThat(handshake(PROXY, "203.0.113.1")).isEqualTo("101");
        sockets.getFirst().close();
        String status = "503";
        // Fewer than make the quota look through all it has.
        for (int tries = 0; status.equals("503") && tries < 500; tries++) {
            status = handshake(PROXY, "203.0.113.1");
        }
        assertThat(status).isEqualTo("101");
    }

    @Test
    void nobody_else_is_believed() throws IOException {
        for (int i = 0; i < QUOTA; i++) {
            assertThat(handshake("127.0.0.66", "203.0.113." + i)).isEqualTo("101");
        }
        try (RawSocket third = RawSocket.dialFrom("127.0.0.66", server)) {
            assertThat(third.isServed()).isFalse();
        }
    }
}
