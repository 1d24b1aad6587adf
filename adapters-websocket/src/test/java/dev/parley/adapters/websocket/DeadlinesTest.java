package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Ending;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The deadlines of a connection, made short.
class DeadlinesTest {
    @Test
    void a_peer_that_does_not_answer_a_ping_is_dead() throws Exception {
        try (EchoServer server = EchoServer.start(WebSocketSettings.DEFAULTS.withTimes(30_000, 100, 100, 500));
                RawClient client = RawClient.open(server)) {
            assertThat(client.frame().opcode()).isEqualTo(9);
            assertThat(client.atEnd()).isTrue();
            assertThat(server.endings.poll(5, TimeUnit.SECONDS)).isEqualTo(Ending.CLIENT_LOST);
        }
    }

    @Test
    void a_peer_that_answers_lives_on() throws Exception {
        try (EchoServer server = EchoServer.start(WebSocketSettings.DEFAULTS.withTimes(30_000, 20, 2_000, 500));
                RawClient client = RawClient.open(server)) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.frame().opcode()).isEqualTo(9);
                client.frame(true, 10, new byte[0]);
            }
            assertThat(server.endings).isEmpty();
        }
    }

    @Test
    void a_message_that_trickles_is_cut() throws Exception {
        try (EchoServer server = EchoServer.start(WebSocketSettings.DEFAULTS.withTimes(200, 86_400_000, 8_000, 500));
                RawClient client = RawClient.open(server)) {
            client.hex("81");
            RawClient.Frame close = client.frame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_peer_that_takes_nothing_is_cut_after_the_linger_time() throws Exception {
        try (EchoServer server =
                        EchoServer.start(WebSocketSettings.DEFAULTS.withTimes(30_000, 86_400_000, 8_000, 200));
                RawClient client = RawClient.open(server)) {
            client.text("!size 50000000");
            client.text("!end TOO_SLOW");
            assertThat(server.endings.poll(5, TimeUnit.SECONDS)).isEqualTo(Ending.TOO_SLOW);
        }
    }
}
