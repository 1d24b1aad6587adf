package dev.parley.server.attacks;

import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Grants;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// WebSockets and the sockets below them.
final class ConnectionTrips {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int EVENTS = 100;

    private ConnectionTrips() {}

    static List<Trip> all() {
        return List.of(
                Trip.of("ConnectionLimits connectWithinMillis", "connections.connectWithinMillis", 100, server -> {
                    try (RawSocket silent = RawSocket.upgraded(server)) {
                        return "close " + silent.closeFrame().closeCode();
                    }
                }),
                Trip.of("ConnectionLimits maxQueuedBytes", "connections.maxQueuedBytes", 10_000, ConnectionTrips::cut)
                        .and("connections.lagQueuedBytes", 1_000_000)
                        .and("webSocket.lingerMillis", 300)
                        .and("presence.graceMillis", 50)
                        .and("listener.sendBufferBytes", 4_096),
                Trip.of("QueueLimits maxBytes", "queues.maxBytes", 200_000, server -> {
                            cut(server);
                            return "the connection with the most is closed, 4100";
                        })
                        .and("connections.lagQueuedBytes", 1_000_000)
                        .and("webSocket.lingerMillis", 300)
                        .and("presence.graceMillis", 50)
                        .and("listener.sendBufferBytes", 4_096),
                Trip.of("ConnectionLimits noProgressMillis", "connections.noProgressMillis", 300, ConnectionTrips::cut)
                        .and("webSocket.lingerMillis", 300)
                        .and("presence.graceMillis", 50)
                        .and("listener.sendBufferBytes", 4_096),
                Trip.of("ConnectionLimits lagQueuedBytes", "connections.lagQueuedBytes", 1_000, ConnectionTrips::lags)
                        .and("listener.sendBufferBytes", 4_096),
                Trip.of("WebSocketSettings maxConnections", "webSocket.maxConnections", 1, server -> full(server, "5")),
                Trip.of("WebSocketSettings retryAfterSeconds", "webSocket.retryAfterSeconds", 7, server -> {
                            full(server, "7");
                            return Trip.NOTHING;
                        })
                        .and("webSocket.maxConnections", 1),
                Trip.of(
                        "WebSocketSettings maxFragments",
                        "webSocket.maxFragments",
                        3,
                        server -> frames(server, 4, 0, 1)),
                Trip.of("WebSocketSettings messageWithinMillis", "webSocket.messageWithinMillis", 200, server -> {
                    try (RawSocket slow = RawSocket.connected(server, "slow")) {
                        slow.hex("81");
                        return "close " + slow.closeFrame().closeCode();
                    }
                }),
                Trip.of(
                                "WebSocketSettings controlFramesPerSecond",
                                "webSocket.controlFramesPerSecond",
                                1,
                                server -> frames(server, 20, 9, 9))
                        .and("webSocket.controlFrameBurst", 10),
                Trip.of(
                        "WebSocketSettings controlFrameBurst",
                        "webSocket.controlFrameBurst",
                        2,
                        server -> frames(server, 30, 10, 10)),
                Trip.of("WebSocketSettings pingAfterMillis", "webSocket.pingAfterMillis", 100, server -> {
                    try (RawSocket quiet = RawSocket.connected(server, "quiet")) {
                        assertThat(quiet.frame().opcode()).isEqualTo(9);
                        return Trip.NOTHING;
                    }
                }),
                Trip.of("WebSocketSettings pongWithinMillis", "webSocket.pongWithinMillis", 100, server -> {
                            try (RawSocket dead = RawSocket.connected(server, "dead")) {
                                assertThat(dead.untilClosed()).hasSizeLessThan(10);
                                return "reset, no close frame";
                            }
                        })
                        .and("webSocket.pingAfterMillis", 100),
                Trip.of("WebSocketSettings lingerMillis", "webSocket.lingerMillis", 200, server -> {
                    try (RawSocket stubborn = RawSocket.connected(server, "stubborn")) {
                        stubborn.hex("82 80 00 00 00 00");
                        stubborn.closeFrame();
                        stubborn.untilClosed();
                        assertThat(stubborn.talksUntilReset(LIMIT)).isTrue();
                        return "reset";
                    }
                }),
                Trip.of("ConnectionLimits tokenNoticeMillis", ConnectionTrips::notice),
                Trip.of("ListenerSettings maxConnections", "listener.maxConnections", 2, ConnectionTrips::waits),
                Trip.of("ListenerSettings maxConnectionsPerAddress", "listener.maxConnectionsPerAddress", 2, server -> {
                    try (RawSocket one = RawSocket.dial(server);
                            RawSocket two = RawSocket.dial(server);
                            RawSocket three = RawSocket.dial(server)) {
                        assertThat(one.isServed() && two.isServed()).isTrue();
                        assertThat(three.isServed()).isFalse();
                        return "closed at once";
                    }
                }),
                Trip.of(
                        "ListenerSettings maxHeaderBytes",
                        "listener.maxHeaderBytes",
                        1_000,
                        server -> status(server, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(2_000) + "\r\n\r\n")),
                Trip.of(
                        "ListenerSettings maxBodyBytes",
                        "listener.maxBodyBytes",
                        1_000,
                        server -> status(server, post(2_000) + "a".repeat(2_000))),
                Trip.of(
                        "ListenerSettings headWithinMillis",
                        "listener.headWithinMillis",
                        200,
                        server -> closed(server, "GET / HTTP/1.1\r\nHost: ")),
                Trip.of(
                        "ListenerSettings bodyWithinMillis",
                        "listener.bodyWithinMillis",
                        200,
                        server -> closed(server, post(500))),
                Trip.of(
                        "ListenerSettings idleMillis",
                        "listener.idleMillis",
                        300,
                        server -> closed(server, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    private static String post(int length) {
        return "POST /v1/rpc HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer dev:a\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String status(RunningServer server, String request) throws IOException {
        try (RawSocket socket = RawSocket.dial(server)) {
            socket.say(request);
            return socket.head().split(" ", 3)[1];
        }
    }

    private static String closed(RunningServer server, String beginning) throws IOException {
        try (RawSocket socket = RawSocket.dial(server)) {
            socket.say(beginning);
            socket.untilClosed();
            return "closed";
        }
    }

    private static String frames(RunningServer server, int count, int next, int first) throws IOException {
        try (RawSocket socket = RawSocket.connected(server, "frames")) {
            for (int i = 0; i < count; i++) {
                socket.bytes(RawSocket.frameOf(first >= 8, i == 0 ? first : next, new byte[1]));
            }
            return "close " + socket.closeFrame().closeCode();
        }
    }

    private static String full(RunningServer server, String seconds) throws IOException {
        try (RawSocket first = RawSocket.upgraded(server);
                RawSocket second = RawSocket.dial(server)) {
            second.say(RawSocket.HEAD + "\r\n");
            String answer = second.untilClosed();
            assertThat(first.isOpen()).isTrue();
            assertThat(answer)
                    .contains("503")
                    .contains("Retry-After: " + seconds)
                    .contains("RATE_LIMITED");
            return "503 RATE_LIMITED";
        }
    }

    private static String waits(RunningServer server) throws IOException {
        List<RawSocket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                waiting.add(RawSocket.dial(server));
                waiting.getLast().giveUpAfter(500);
            }
            assertThat(waiting.stream().filter(RawSocket::isServed)).hasSizeBetween(1, 4);
            waiting.getFirst().close();
            return "more wait in the backlog";
        } finally {
            for (RawSocket socket : waiting) {
                socket.close();
            }
        }
    }

    /// A subscriber that reads nothing while much is told.
    private static RawSocket stalled(RunningServer server, TestClient publisher) throws IOException {
        RawSocket socket = RawSocket.stalled(server, "stalled");
        socket.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.join\",\"params\":{\"session\":\"s\"}}");
        socket.frame();
        socket.text(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"events.subscribe\",\"params\":{\"pattern\":\"much.a\"}}");
        socket.frame();
        for (int i = 0; i < EVENTS; i++) {
            publisher.result("events.publish", "{\"topic\":\"much.a\",\"data\":\"" + "a".repeat(50_000) + "\"}");
        }
        return socket;
    }

    /// It reads again only when the others have been told that it is gone. The close frame itself waits behind what
    /// the kernel holds and may never come: `ConnectionTest` sees it with its code.
    private static String cut(RunningServer server) throws IOException {
        try (TestClient watcher = server.client("watcher");
                TestClient publisher = server.client("publisher")) {
            Trip.create(watcher, "s");
            watcher.result("session.join", "{\"session\":\"s\"}");
            try (RawSocket socket = stalled(server, publisher)) {
                watcher.await(message -> message.toString().contains("lost"));
                assertThat(socket.untilClosed()).doesNotContain("\"offset\":" + EVENTS + ",");
                return "close 4101";
            }
        }
    }

    private static String lags(RunningServer server) throws IOException {
        try (TestClient publisher = server.client("publisher");
                RawSocket socket = stalled(server, publisher)) {
            for (int offset = 1; offset <= EVENTS; offset++) {
                String event = socket.wholeText();
                assertThat(number(json(event), "/params/offset")).isEqualTo(offset);
            }
            return "events stop queueing and come back from the log";
        }
    }

    private static String notice(RunningServer server) {
        try (RunningServer serving = Keyring.serve(java.util.Map.of("connections.tokenNoticeMillis", "7200000"));
                TestClient client = Keyring.client(serving, "acme", "ana", "d", Grants.ALL)) {
            assertThat(number(client.notice("token.expiring"), "/expiresInMs")).isPositive();
            return "token.expiring is told";
        }
    }
}
