package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Ending;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client gets to see and how the conversation ends, over a real socket.
class ConnectionTest {
    private static final int OVER_THE_LIMIT = 256 * 1024 + 1;

    private final EchoServer server = EchoServer.start(EchoServer.QUIET);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void texts_come_back_in_order() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            for (int i = 0; i < 1_000; i++) {
                client.text("message " + i);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.frame().text()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void a_ping_is_answered_with_its_payload() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.frame(true, 9, "are you there".getBytes(UTF_8));
            RawClient.Frame pong = client.frame();
            assertThat(pong.opcode()).isEqualTo(10);
            assertThat(pong.text()).isEqualTo("are you there");
        }
    }

    @Test
    void a_text_split_in_a_character_and_around_a_ping_comes_back_whole() throws Exception {
        byte[] text = "日".getBytes(UTF_8);
        try (RawClient client = RawClient.open(server)) {
            client.frame(false, 1, new byte[] {text[0]});
            client.frame(true, 9, new byte[0]);
            client.frame(true, 0, new byte[] {text[1], text[2]});
            assertThat(client.frame().opcode()).isEqualTo(10);
            assertThat(client.frame().text()).isEqualTo("日");
        }
    }

    @Test
    void a_long_answer_comes_in_fragments_of_64_kib() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.text("!size 2000000");
            assertThat(client.message()).isEqualTo(new RawClient.Whole(2_000_000, 31));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "83 80 00 00 00 00, 1002", // reserved opcode
        "c1 80 00 00 00 00, 1002", // reserved bit
        "81 01 61, 1002", // not masked
        "80 80 00 00 00 00, 1002", // nothing to continue
        "81 fe 00 01 00 00 00 00 61, 1002", // length not minimal
        "82 81 00 00 00 00 61, 1003", // binary
        "81 81 00 00 00 00 ff, 1007", // not UTF-8
        "81 ff 40 00 00 00 00 00 00 00 00 00 00 00, 1009", // 2^62 bytes
        "88 81 00 00 00 00 03, 1002", // half a close code
        "88 82 00 00 00 00 03 ee, 1002", // 1006 never travels
    })
    void a_broken_rule_is_told_with_its_code(String bytes, int code) throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.hex(bytes);
            RawClient.Frame close = client.frame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.closeCode()).isEqualTo(code);
            assertThat(client.atEnd()).isTrue();
        }
        assertEnded(Ending.PROTOCOL_ERROR);
    }

    @Test
    void a_message_past_the_limit_is_too_big() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            byte[] half = new byte[OVER_THE_LIMIT / 2 + 1];
            client.frame(false, 1, half);
            client.frame(true, 0, half);
            assertThat(client.frame().closeCode()).isEqualTo(1009);
        }
        assertEnded(Ending.PROTOCOL_ERROR);
    }

    @Test
    void endless_fragments_end() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.frame(false, 1, new byte[0]);
            for (int i = 0; i < EchoServer.QUIET.maxFragments(); i++) {
                client.frame(false, 0, new byte[0]);
            }
            assertThat(client.frame().closeCode()).isEqualTo(1008);
        }
        assertEnded(Ending.PROTOCOL_ERROR);
    }

    @Test
    void a_flood_of_pings_ends() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            for (int i = 0; i < EchoServer.QUIET.controlFrameBurst() + 200; i++) {
                client.frame(true, 9, new byte[0]);
            }
            RawClient.Frame frame = client.frame();
            while (frame.opcode() == 10) {
                frame = client.frame();
            }
            assertThat(frame.closeCode()).isEqualTo(1008);
        }
        assertEnded(Ending.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"1000, CLIENT_LEFT", "1001, CLIENT_LEFT", "3000, CLIENT_LOST", "4001, CLIENT_LOST"})
    void a_close_is_answered_and_says_whether_the_user_left(int code, Ending ending) throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.text("last words");
            client.close(code);
            assertThat(client.frame().text()).isEqualTo("last words");
            assertThat(client.frame().closeCode()).isEqualTo(code);
            assertThat(client.atEnd()).isTrue();
            assertEnded(ending);
        }
    }

    @Test
    void what_follows_a_close_is_ignored() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.close(1000);
            client.text("too late");
            assertThat(client.frame().opcode()).isEqualTo(8);
            assertThat(client.atEnd()).isTrue();
        }
        assertEnded(Ending.CLIENT_LEFT);
    }

    @Test
    void a_dropped_socket_is_noticed() throws Exception {
        RawClient.open(server).hangUp();
        assertEnded(Ending.CLIENT_LOST);
    }

    @Test
    void a_reset_socket_is_noticed() throws Exception {
        RawClient.open(server).reset();
        assertEnded(Ending.CLIENT_LOST);
    }

    @ParameterizedTest
    @CsvSource({"SUPERSEDED, 4001", "BAD_TOKEN, 4002", "TOO_SLOW, 4101", "SHUTTING_DOWN, 4200"})
    void the_server_says_why_it_ends(Ending why, int code) throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.text("!end " + why);
            client.text("not read any more");
            assertThat(client.frame().closeCode()).isEqualTo(code);
            assertThat(client.atEnd()).isTrue();
        }
        assertEnded(why);
    }

    @Test
    void a_client_that_ignores_a_close_is_cut_after_the_linger_time() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.text("!end SUPERSEDED");
            assertThat(client.frame().closeCode()).isEqualTo(4001);
            assertThat(writesUntilCut(client)).isTrue();
        }
        assertEnded(Ending.SUPERSEDED);
    }

    private static boolean writesUntilCut(RawClient client) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try {
            while (System.nanoTime() < giveUp) {
                client.raw(new byte[1]);
                Thread.onSpinWait();
            }
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Test
    void a_fault_ends_its_own_connection_and_no_other() throws Exception {
        try (RawClient bystander = RawClient.open(server);
                RawClient another = RawClient.open(server);
                RawClient client = RawClient.open(server)) {
            client.text("!fail");
            RawClient.Frame close = client.frame();
            assertThat(close.closeCode()).isEqualTo(1011);
            assertThat(UTF_8.decode(close.payload().position(2)).toString())
                    .as("nothing but the number of its line in the log")
                    .matches("correlation [0-9a-f]{16}");
            assertEnded(Ending.INTERNAL);
            bystander.text("still here");
            another.text("me too");
            assertThat(bystander.frame().text()).isEqualTo("still here");
            assertThat(another.frame().text()).isEqualTo("me too");
        }
    }

    @Test
    void what_was_read_before_a_pause_is_delivered_after_it() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            byte[] burst = new byte[3 * RawClient.masked(true, 1, "!pause".getBytes(UTF_8)).length];
            byte[] pause = RawClient.masked(true, 1, "!pause".getBytes(UTF_8));
            byte[] second = RawClient.masked(true, 1, "second".getBytes(UTF_8));
            System.arraycopy(pause, 0, burst, 0, pause.length);
            System.arraycopy(second, 0, burst, pause.length, second.length);
            System.arraycopy(second, 0, burst, 2 * pause.length, second.length);
            client.raw(burst);
            client.giveUpAfter(300);
            assertThat(client.atEnd()).as("reads nothing while paused").isFalse();
            client.giveUpAfter(10_000);
            server.resumes.take().run();
            client.text("third");
            assertThat(client.frame().text()).isEqualTo("second");
            assertThat(client.frame().text()).isEqualTo("second");
            assertThat(client.frame().text()).isEqualTo("third");
        }
    }

    @Test
    void a_conversation_ends_exactly_once() throws Exception {
        try (RawClient client = RawClient.open(server)) {
            client.close(1000);
            client.frame();
        }
        assertEnded(Ending.CLIENT_LEFT);
        server.drain(java.time.Duration.ZERO);
        assertThat(server.endings).isEmpty();
    }

    private void assertEnded(Ending why) throws InterruptedException {
        assertThat(server.endings.poll(5, TimeUnit.SECONDS)).isEqualTo(why);
    }
}
