package dev.parley.adapters.websocket;

import java.nio.ByteBuffer;

/// Writes a server's frames: never masked, lengths minimal (RFC 6455 §5.2).
final class FrameEncoder {
    private static final int FIN = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_16 = 0xFFFF;

    private FrameEncoder() {}

    /// One control frame, ready to be sent.
    static ByteBuffer control(Opcode opcode, ByteBuffer payload) {
        int length = payload.remaining();
        ByteBuffer frame = ByteBuffer.allocate(headLength(length) + length);
        head(opcode, true, length, frame);
        return frame.put(payload).flip();
    }

    static int headLength(int length) {
        return length < LENGTH_16 ? 2 : length <= MAX_16 ? 2 + Short.BYTES : 2 + Long.BYTES;
    }

    static void head(Opcode opcode, boolean fin, int length, ByteBuffer into) {
        into.put((byte) ((fin ? FIN : 0) | opcode.bits()));
        if (length < LENGTH_16) {
            into.put((byte) length);
        } else if (length <= MAX_16) {
            into.put((byte) LENGTH_16).putShort((short) length);
        } else {
            into.put((byte) LENGTH_64).putLong(length);
        }
    }
}
