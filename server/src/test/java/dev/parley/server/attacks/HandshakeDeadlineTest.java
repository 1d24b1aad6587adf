package dev.parley.server.attacks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sockets that say too little, too slowly or nothing: closed by deadlines, here made short.
class HandshakeDeadlineTest {
    private static final String POST =
            "POST /v1/rpc HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer dev:a\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, String> SHORT = Map.of(
            "listener.headWithinMillis", "300",
            "listener.bodyWithinMillis", "300",
            "listener.idleMillis", "600",
            "connections.connectWithinMillis", "300",
            "webSocket.controlFramesPerSecond", "1000",
            "webSocket.controlFrameBurst", "1000");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Mode.DEV, SHORT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
                "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
                POST + "Content-Length: 100\r\n\r\n{\"half",
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void who_gets_no_further_is_closed(String beginning) throws IOException {
        try (LogLines log = LogLines.listen();
                RawSocket silent = RawSocket.dial(server)) {
            long from = System.nanoTime();
            silent.say(beginning);
            Discretion.assertNothingInternal(silent.untilClosed());
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(LIMIT);
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nX-Drip: ", POST + "Content-Length: 100000\r\n\r\n"})
    void who_drips_is_closed_though_he_never_rests(String beginning) throws IOException {
        try (RawSocket dripping = RawSocket.dial(server)) {
            dripping.say(beginning);
            assertThat(dripping.dripUntilClosed("a".getBytes(US_ASCII), LIMIT)).isTrue();
        }
    }

    @Test
    void who_upgrades_and_stays_silent_is_told_why_and_closed() throws IOException {
        try (RawSocket silent = RawSocket.upgraded(server)) {
            RawSocket.Frame close = silent.closeFrame();
            assertThat(close.closeCode()).isEqualTo(4003);
            silent.untilClosed();
        }
    }

    @Test
    void pings_are_no_connect() throws IOException {
        try (RawSocket pinging = RawSocket.upgraded(server)) {
            assertThat(pinging.dripUntilClosed(RawSocket.frameOf(true, 9, new byte[0]), LIMIT))
                    .isTrue();
        }
    }

    @Test
    void refused_calls_are_no_connect() throws IOException {
        try (RawSocket calling = RawSocket.upgraded(server)) {
            byte[] call = RawSocket.frameOf(
                    true, 1, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.get\"}".getBytes(US_ASCII));
            assertThat(calling.dripUntilClosed(call, LIMIT)).isTrue();
        }
    }
}
