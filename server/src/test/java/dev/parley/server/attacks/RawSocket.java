package dev.parley.server.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.RunningServer;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;

/// A socket that says whatever a test wants, right or wrong, and reads with a deadline.
final class RawSocket implements Closeable {
    static final String HEAD = String.join(
            "\r\n",
            "GET /v1/ws HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");
    private static final int USUAL = 0;
    private static final int SMALL = 4 * 1024;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(InetAddress from, int receiveBytes, RunningServer server) throws IOException {
        socket = socket(receiveBytes);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.url().getPort()));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    private static Socket socket(int receiveBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes != USUAL) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        return socket;
    }

    /// One frame of the server.
    record Frame(boolean fin, int opcode, ByteBuffer payload) {
        String text() {
            return UTF_8.decode(payload.duplicate()).toString();
        }

        boolean closes() {
            return opcode == 8;
        }

        int closeCode() {
            return payload.remaining() < 2 ? 0 : Short.toUnsignedInt(payload.getShort(0));
        }

        String closeReason() {
            ByteBuffer reason = payload.duplicate();
            reason.position(Math.min(2, reason.limit()));
            return UTF_8.decode(reason).toString();
        }
    }

    static RawSocket dial(RunningServer server) throws IOException {
        return new RawSocket(InetAddress.getLoopbackAddress(), USUAL, server);
    }

    /// @param address one of this machine's own, such as `127.0.0.2`
    static RawSocket dialFrom(String address, RunningServer server) throws IOException {
        return new RawSocket(InetAddress.getByName(address), USUAL, server);
    }

    /// Upgraded, and silent since.
    static RawSocket upgraded(RunningServer server) throws IOException {
        return dial(server).upgraded();
    }

    /// Upgraded and signed in to a `dev` server.
    static RawSocket connected(RunningServer server, String user) throws IOException {
        return upgraded(server).signedIn(user);
    }

    /// As [#connected], with as small a buffer for what is not read as the system gives.
    static RawSocket stalled(RunningServer server, String user) throws IOException {
        return new RawSocket(InetAddress.getLoopbackAddress(), SMALL, server)
                .upgraded()
                .signedIn(user);
    }

    private RawSocket upgraded() throws IOException {
        say(HEAD + "\r\n");
        String head = head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("not upgraded: " + head);
        }
        return this;
    }

    private RawSocket signedIn(String user) throws IOException {
        text("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"connect\",\"params\":{\"token\":\"dev:" + user + "\"}}");
        frame();
        return this;
    }

    void say(String latin) throws IOException {
        bytes(latin.getBytes(ISO_8859_1));
    }

    void bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void hex(String hex) throws IOException {
        bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void text(String message) throws IOException {
        bytes(frameOf(true, 1, message.getBytes(UTF_8)));
    }

    static byte[] frameOf(boolean fin, int opcode, byte[] payload) {
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
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = new byte[Math.toIntExact(size)];
        in.readFully(payload);
        return new Frame((first & 0x80) != 0, first & 0x0F, ByteBuffer.wrap(payload));
    }

    /// The close frame, whatever comes before it.
    Frame closeFrame() throws IOException {
        Frame frame = frame();
        while (!frame.closes()) {
            frame = frame();
        }
        return frame;
    }

    /// A message that comes in as many frames as the server likes.
    String wholeText() throws IOException {
        StringBuilder whole = new StringBuilder();
        Frame frame;
        do {
            frame = frame();
            whole.append(frame.text());
        } while (!frame.fin());
        return whole.toString();
    }

    /// The head of an HTTP answer, or what there is of it when the server closes.
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// Everything until the server closes, by a reset too.
    ///
    /// @throws AssertionError where it stays open
    String untilClosed() throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.append((char) next);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the server keeps it open; said so far: " + all, open);
        } catch (IOException reset) {
            return all.toString();
        }
        return all.toString();
    }

    /// Says `piece` again and again with pauses until the server closes.
    ///
    /// @return whether it did in time
    boolean dripUntilClosed(byte[] piece, Duration limit) throws IOException {
        long from = System.nanoTime();
        socket.setSoTimeout(20);
        try {
            while (System.nanoTime() - from < limit.toNanos()) {
                bytes(piece);
                if (readsEnd()) {
                    return true;
                }
            }
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /// Whether the server resets the connection in the face of who goes on talking.
    boolean talksUntilReset(Duration limit) {
        long from = System.nanoTime();
        while (System.nanoTime() - from < limit.toNanos()) {
            try {
                say("a");
            } catch (IOException reset) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    private boolean readsEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException quiet) {
            return false;
        }
    }

    /// Whether an ordinary request is answered, on a socket that has said nothing yet.
    boolean isServed() {
        try {
            say("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return head().startsWith("HTTP/1.1 200 ");
        } catch (IOException refused) {
            return false;
        }
    }

    void giveUpAfter(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void shutOurHalf() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
