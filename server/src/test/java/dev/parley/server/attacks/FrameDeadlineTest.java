package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Peers that are slow or gone after the handshake: ended by deadlines, here made short, whatever they send meanwhile.
class FrameDeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, String> SHORT = Map.of(
            "webSocket.messageWithinMillis", "300",
            "webSocket.pingAfterMillis", "300",
            "webSocket.pongWithinMillis", "300",
            "presence.graceMillis", "100");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Mode.DEV, SHORT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_frame_that_comes_byte_by_byte_is_cut() throws IOException {
        try (RawSocket dripping = RawSocket.connected(server, "dripping")) {
            dripping.hex("81 fe 03 e8 00 00 00 00");
            assertThat(dripping.dripUntilClosed(new byte[] {'a'}, LIMIT)).isTrue();
        }
    }

    @Test
    void a_head_of_a_frame_that_never_ends_is_cut() throws IOException {
        try (RawSocket half = RawSocket.connected(server, "half")) {
            half.hex("81 ff 00");
            assertThat(half.closeFrame().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_message_whose_fragments_never_end_is_cut() throws IOException {
        try (RawSocket dripping = RawSocket.connected(server, "fragments")) {
            dripping.bytes(RawSocket.frameOf(false, 1, new byte[] {'a'}));
            byte[] more = RawSocket.frameOf(false, 0, new byte[] {'a'});
            assertThat(dripping.dripUntilClosed(more, LIMIT)).isTrue();
        }
    }

    @Test
    void a_peer_that_is_gone_without_a_word_is_missed_by_the_others() throws IOException {
        try (TestClient viewer = server.client("viewer");
                RawSocket gone = RawSocket.connected(server, "gone")) {
            viewer.result("session.create", "{\"session\":\"room\"}");
            viewer.result("session.join", "{\"session\":\"room\"}");
            gone.text("{\"jsonrpc\":\"2.0\",\"method\":\"session.join\",\"params\":{\"session\":\"room\"}}");
            Json left = viewer.await(message -> message.toString().contains("lost"));
            assertThat(left.toString()).contains("gone");
        }
    }
}
