package dev.parley.adapters.websocket;

import dev.parley.gateway.Loop;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// A non-blocking socket and what is watched of it. Confined to its loop.
final class Wire {
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean reading = true;
    private boolean writing;

    Wire(SocketChannel channel, Loop loop, Consumer<SelectionKey> ready) throws IOException {
        this.channel = channel;
        this.key = loop.register(channel, SelectionKey.OP_READ, ready);
    }

    /// @return bytes read, 0 if there are none now, negative at the end
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /// Writes what the socket takes, and watches for more room where that was not all.
    ///
    /// @return whether that was all
    boolean write(ByteBuffer bytes) throws IOException {
        int written;
        do {
            written = channel.write(bytes);
        } while (written > 0 && bytes.hasRemaining());
        writing = bytes.hasRemaining();
        watch();
        return !writing;
    }

    void reading(boolean on) {
        reading = on;
        watch();
    }

    /// There is room again; watch no longer until a write is cut short.
    void writable() {
        writing = false;
        watch();
    }

    void closeOurHalf() throws IOException {
        channel.shutdownOutput();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            key.cancel();
        }
    }

    /// Drops what the kernel still holds for the peer.
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyBroken) {
            key.cancel();
        }
        close();
    }

    private void watch() {
        int operations = (reading ? SelectionKey.OP_READ : 0) | (writing ? SelectionKey.OP_WRITE : 0);
        if (key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }
}
