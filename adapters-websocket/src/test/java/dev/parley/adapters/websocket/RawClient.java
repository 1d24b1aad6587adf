package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A WebSocket client of bytes: sends what a test says, right or wrong, and reads whole frames.
final class RawClient implements Closeable {
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String HEAD = "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// One frame of the server.
    record Frame(boolean fin, int opcode, ByteBuffer payload) {
        String text() {
            return UTF_8.decode(payload.duplicate()).toString();
        }

        int closeCode() {
            return payload.remaining() < 2 ? 0 : Short.toUnsignedInt(payload.getShort(0));
        }
    }

    /// A bare socket.
    static RawClient dial(int port) throws IOException {
        return new RawClient(port);
    }

    /// An upgraded connection.
    static RawClient open(EchoServer server) throws IOException {
        RawClient client = dial(server.port());
        String answer = client.request(HEAD + "\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + answer);
        }
        return client;
    }

    /// Sends a request and reads the head of the answer.
    String request(String text) throws IOException {
        raw(text.getBytes(ISO_8859_1));
        return head();
    }

    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// What comes until the server closes, or nothing more comes for a while.
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        socket.setSoTimeout(200);
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
        } catch (IOException over) {
            return rest.toString();
        }
        return rest.toString();
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void hex(String hex) throws IOException {
        raw(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void text(String message) throws IOException {
        frame(true, 1, message.getBytes(UTF_8));
    }

    void frame(boolean fin, int opcode, byte[] payload) throws IOException {
        raw(masked(fin, opcode, payload));
    }

    void close(int code) throws IOException {
        frame(true, 8, new byte[] {(byte) (code >> 8), (byte) code});
    }

    static byte[] masked(boolean fin, int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((fin ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length > 127) {
            throw new IOException("a server's frame is not masked");
        }
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = new byte[(int) size];
        in.readFully(payload);
        return new Frame((first & 0x80) != 0, first & 0x0F, ByteBuffer.wrap(payload));
    }

    /// How long a whole message was and how many frames it came in.
    record Whole(int bytes, int frames) {}

    Whole message() throws IOException {
        int bytes = 0;
        int frames = 0;
        Frame frame;
        do {
            frame = frame();
            frames++;
            bytes += frame.payload().remaining();
        } while (!frame.fin());
        return new Whole(bytes, frames);
    }

    /// Whether the server closed its half, properly or by a reset.
    boolean atEnd() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    void giveUpAfter(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /// Vanishes with a reset, as a crashed machine's router would say.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
