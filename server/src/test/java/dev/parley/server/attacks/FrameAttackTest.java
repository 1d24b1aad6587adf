package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames that break the protocol or a limit end their own connection, with a code that says why and nothing more.
class FrameAttackTest {
    private static final int TIMES = 1_000;

    private static RunningServer server;
    private static TestClient neighbour;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        neighbour = server.client("neighbour");
        neighbour.result("session.create", "{\"session\":\"calm\"}");
    }

    @AfterAll
    static void stop() {
        neighbour.close();
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                hex("2^62 bytes", 1009, "81 ff 40 00 00 00 00 00 00 00 00 00 00 00"),
                hex("2^63 - 1 bytes", 1009, "81 ff 7f ff ff ff ff ff ff ff 00 00 00 00"),
                hex("a negative length", 1002, "81 ff 80 00 00 00 00 00 00 00 00 00 00 00"),
                hex("a byte more than may be", 1009, "81 ff 00 00 00 00 00 04 00 01 00 00 00 00"),
                hex("a length that is not minimal", 1002, "81 fe 00 01 00 00 00 00 61"),
                hex("no mask", 1002, "81 01 61"),
                hex("a reserved bit", 1002, "c1 80 00 00 00 00"),
                hex("a reserved opcode", 1002, "83 80 00 00 00 00"),
                hex("a reserved control opcode", 1002, "8b 80 00 00 00 00"),
                hex("a ping of 126 bytes", 1002, "89 fe 00 7e 00 00 00 00"),
                hex("a ping in fragments", 1002, "09 80 00 00 00 00"),
                hex("nothing to continue", 1002, "80 80 00 00 00 00"),
                hex("a message inside a message", 1002, "01 80 00 00 00 00 81 80 00 00 00 00"),
                hex("binary", 1003, "82 81 00 00 00 00 61"),
                hex("overlong UTF-8", 1007, "81 82 00 00 00 00 c0 80"),
                hex("an overlong slash", 1007, "81 83 00 00 00 00 e0 80 af"),
                hex("a surrogate in UTF-8", 1007, "81 83 00 00 00 00 ed a0 80"),
                hex("beyond Unicode", 1007, "81 84 00 00 00 00 f4 90 80 80"),
                hex("half a character", 1007, "81 81 00 00 00 00 e2"),
                hex("half a close code", 1002, "88 81 00 00 00 00 03"),
                hex("a close code that never travels", 1002, "88 82 00 00 00 00 03 ee"),
                bytes("endless empty fragments", 1008, times(1_100, 0, 0, 1)),
                bytes("endless fragments of a message", 1009, times(300, 1_024, 0, 1)),
                bytes("a flood of pings", 1008, times(500, 0, 9, 9)),
                bytes("a flood of pongs", 1008, times(500, 0, 10, 10)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void ends_its_own_connection_with_a_code_and_nothing_internal(byte[] attack, int code) throws IOException {
        try (LogLines log = LogLines.listen();
                RawSocket attacker = RawSocket.connected(server, "attacker")) {
            attacker.bytes(attack);
            RawSocket.Frame close = attacker.closeFrame();
            assertThat(close.closeCode()).isEqualTo(code);
            Discretion.assertNothingInternal(close.closeReason());
            attacker.shutOurHalf();
            attacker.untilClosed();
            neighbour.result("session.get", "{\"session\":\"calm\"}");
            assertThat(log.lines()).isEmpty();
        }
    }

    /// A client cannot fill the log, however often it comes back.
    @Test
    void a_thousand_bad_frames_write_at_most_a_line_for_each_connection() throws IOException {
        List<byte[]> attacks = attacks()
                .map(attack -> (byte[]) attack.get()[0])
                .filter(bytes -> bytes.length < 100)
                .toList();
        try (LogLines log = LogLines.listen()) {
            for (int i = 0; i < TIMES; i++) {
                try (RawSocket attacker = RawSocket.upgraded(server)) {
                    attacker.bytes(attacks.get(i % attacks.size()));
                    Discretion.assertNothingInternal(attacker.closeFrame().closeReason());
                }
            }
            neighbour.result("session.get", "{\"session\":\"calm\"}");
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(TIMES);
            assertThat(log.lines()).as("today it is none at all").isEmpty();
        }
    }

    @Test
    void a_thousand_bad_messages_of_one_connection_write_at_most_one_line() throws IOException {
        try (LogLines log = LogLines.listen();
                RawSocket attacker = RawSocket.connected(server, "attacker")) {
            for (int i = 0; i < TIMES; i++) {
                attacker.text("{\"jsonrpc\":\"2.0\",\"id\":" + i
                        + ",\"method\":\"\\r\\n forged \\u001b[31m\",\"params\":" + (i % 2 == 0 ? "{}}" : "{"));
                String answer = attacker.frame().text();
                assertThat(answer).contains("\"error\"");
                Discretion.assertNothingInternal(answer);
            }
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /// What a frame declares is not set aside before it comes: 400 × 256 KiB would be 100 MiB.
    @Test
    void what_frames_only_declare_costs_no_heap() throws IOException {
        List<RawSocket> declaring = new ArrayList<>();
        try {
            long before = usedHeap();
            for (int i = 0; i < 400; i++) {
                RawSocket socket = RawSocket.upgraded(server);
                declaring.add(socket);
                socket.hex("81 ff 00 00 00 00 00 04 00 00 00 00 00 00 61");
            }
            neighbour.result("session.get", "{\"session\":\"calm\"}");
            assertThat(usedHeap() - before).isLessThan(48L * 1024 * 1024);
        } finally {
            for (RawSocket socket : declaring) {
                socket.close();
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Arguments hex(String name, int code, String hex) {
        return bytes(name, code, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static Arguments bytes(String name, int code, byte[] bytes) {
        return argumentSet(name, bytes, code);
    }

    /// Frames without end: `first` begins, `next` goes on; only control frames are whole.
    private static byte[] times(int count, int size, int next, int first) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(RawSocket.frameOf(first >= 8, i == 0 ? first : next, new byte[size]));
        }
        return all.toByteArray();
    }
}
