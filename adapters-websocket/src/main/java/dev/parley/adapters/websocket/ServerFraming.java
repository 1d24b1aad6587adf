package dev.parley.adapters.websocket;

import dev.parley.gateway.Framing;
import java.nio.ByteBuffer;

/// Wraps our messages as WebSocket frames, long ones as fragments so that no client has to swallow them whole.
final class ServerFraming implements Framing {
    static final int MAX_FRAGMENT_BYTES = 64 * 1024;
    static final ServerFraming TEXT = new ServerFraming(Opcode.TEXT);

    private final Opcode opcode;

    ServerFraming(Opcode opcode) {
        this.opcode = opcode;
    }

    @Override
    public int framedLength(int length) {
        int full = Math.max(0, (length - 1) / MAX_FRAGMENT_BYTES);
        int last = length - full * MAX_FRAGMENT_BYTES;
        return length + full * FrameEncoder.headLength(MAX_FRAGMENT_BYTES) + FrameEncoder.headLength(last);
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        int from = 0;
        do {
            int size = Math.min(MAX_FRAGMENT_BYTES, message.length - from);
            boolean fin = from + size == message.length;
            FrameEncoder.head(from == 0 ? opcode : Opcode.CONTINUATION, fin, size, into);
            into.put(message, from, size);
            from += size;
        } while (from < message.length);
    }
}
