package dev.parley.server;

import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlowReaderTest {
    private static final int PATCHES = 120;
    private static final int PATCH_CHARACTERS = 60_000;

    /// Patches wait in the slow reader's queue until it is over its limit; then it is cut, and nobody else notices.
    @Test
    void a_reader_that_stops_is_cut_while_its_neighbour_hears_everything() throws IOException {
        try (RunningServer server = RunningServer.start();
                TestClient author = server.client("author");
                TestClient neighbour = server.client("neighbour");
                Socket stalled = stalled(server)) {
            author.result(
                    "session.create", "{\"session\":\"wide\",\"joinRole\":\"editor\",\"document\":{\"text\":\"\"}}");
            Json joined = author.result("session.join", "{\"session\":\"wide\"}");
            neighbour.result("session.join", "{\"session\":\"wide\"}");
            say(stalled, "{\"jsonrpc\":\"2.0\",\"method\":\"session.join\",\"params\":{\"session\":\"wide\"}}");
            neighbour.await(message -> message.toString().contains("stalled"));

            for (int i = 1; i <= PATCHES; i++) {
                author.result("session.patch", patch(number(joined, "/epoch"), i));
                assertThat(number(neighbour.notice("session.patched"), "/version"))
                        .isEqualTo(i + 1);
            }
            assertThat(isOver(stalled)).as("the stalled connection has ended").isTrue();
        }
    }

    private static String patch(long epoch, int seq) {
        char letter = (char) ('a' + seq % 26);
        return "{\"session\":\"wide\",\"epoch\":%d,\"baseVersion\":%d,\"clientSeq\":%d,\"patch\":[{\"op\":\"replace\",\"path\":\"/text\",\"value\":\"%s\"}]}"
                .formatted(epoch, seq, seq, String.valueOf(letter).repeat(PATCH_CHARACTERS));
    }

    /// A raw WebSocket that has connected and reads no more, with as small a buffer as the system gives.
    private static Socket stalled(RunningServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.url().getPort()));
        String handshake = String.join(
                "\r\n",
                "GET /v1/ws HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        int newlines = 0;
        while (newlines < 2) {
            int read = in.read();
            newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
        }
        say(socket, "{\"jsonrpc\":\"2.0\",\"method\":\"connect\",\"params\":{\"token\":\"dev:stalled\"}}");
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) 0x81).put((byte) (0x80 | Math.min(126, payload.length)));
        if (payload.length >= 126) {
            frame.putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /// Reads on to the end: what had been sent before the cut is still there.
    private static boolean isOver(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        byte[] sink = new byte[64 * 1024];
        try {
            while (socket.getInputStream().read(sink) >= 0) {
                // whatever it says
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
