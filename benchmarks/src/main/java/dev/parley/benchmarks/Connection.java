package dev.parley.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// A WebSocket client that never blocks and does no more than the driver needs: messages out, whole
/// messages in, pings answered. Lives on its [ClientLoop]'s thread.
final class Connection {
    private static final byte[] NOTHING = {};
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Endpoint endpoint;
    private final Receiver receiver;
    private final FrameHead frame = new FrameHead();
    private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean upgraded;
    private boolean over;

    Connection(SocketChannel channel, SelectionKey key, Endpoint endpoint, Receiver receiver) {
        this.channel = channel;
        this.key = key;
        this.endpoint = endpoint;
        this.receiver = receiver;
    }

    /// Puts a message behind those that wait; [#flush] sends them together.
    void queue(String text) {
        queue(FrameHead.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void queue(int opcode, byte[] payload) {
        outgoing.add(FrameHead.masked(opcode, payload));
    }

    void flush() {
        try {
            write();
        } catch (IOException broken) {
            end("write: " + broken.getMessage());
        }
    }

    /// Gone, without a goodbye.
    void drop() {
        over = true;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }

    /// Stays open and takes nothing any more, until it is dropped.
    void stall() {
        key.cancel();
    }

    /// What the selector found.
    ///
    /// @param shared where to read through
    void ready(ByteBuffer shared) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                outgoing.add(ByteBuffer.wrap(handshake()));
            }
            if (key.isReadable()) {
                read(shared);
            }
            write();
        } catch (IOException broken) {
            end("broken: " + broken.getMessage());
        }
    }

    private byte[] handshake() {
        String offered =
                endpoint.subprotocol().isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + endpoint.subprotocol();
        return ("GET " + endpoint.target() + " HTTP/1.1\r\nHost: "
                        + endpoint.address().getHostString() + ":"
                        + endpoint.address().getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==" + offered + END_OF_HEAD)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void write() throws IOException {
        if (over || !channel.isConnected()) {
            return;
        }
        if (outgoing.size() > 1) {
            channel.write(outgoing.toArray(ByteBuffer[]::new));
            while (!outgoing.isEmpty() && !outgoing.peek().hasRemaining()) {
                outgoing.remove();
            }
        } else if (!outgoing.isEmpty()) {
            channel.write(outgoing.peek());
            if (!outgoing.peek().hasRemaining()) {
                outgoing.remove();
            }
        }
        int wanted = outgoing.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void read(ByteBuffer in) throws IOException {
        in.clear().put(rest);
        int count = channel.read(in);
        in.flip();
        if (!upgraded) {
            upgrade(in);
        }
        while (upgraded && !over && frame.read(in)) {
            in.position(frame.at + frame.length);
            take(in);
        }
        rest = in.hasRemaining() ? new byte[in.remaining()] : NOTHING;
        in.get(rest);
        if (count < 0) {
            end("the server closed the socket");
        }
    }

    private void upgrade(ByteBuffer in) {
        String text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return;
        }
        if (!text.startsWith("HTTP/1.1 101 ")) {
            end("handshake: " + text.lines().findFirst().orElse(""));
            return;
        }
        in.position(in.position() + head + END_OF_HEAD.length());
        upgraded = true;
        receiver.opened(this);
    }

    private void take(ByteBuffer in) {
        switch (frame.opcode) {
            case FrameHead.TEXT, FrameHead.BINARY -> receiver.message(in, frame.at, frame.length);
            case FrameHead.PING -> {
                byte[] payload = new byte[frame.length];
                in.get(frame.at, payload);
                outgoing.add(FrameHead.masked(FrameHead.PONG, payload));
            }
            case FrameHead.CLOSE -> end("close " + (frame.length < 2 ? "without a code" : in.getShort(frame.at)));
            default -> end("opcode " + frame.opcode);
        }
    }

    private void end(String why) {
        if (!over) {
            drop();
            receiver.ended(why);
        }
    }
}
