package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// Where the next frame of a buffer lies (RFC 6455 §5.2). One object per connection, filled again for each
/// frame.
final class FrameHead {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    int opcode;
    int at;
    int length;

    /// Reads the head at the buffer's position; the position stays.
    ///
    /// @return whether the frame is there to its last byte
    boolean read(ByteBuffer in) {
        int start = in.position();
        int left = in.remaining();
        if (left < 2) {
            return false;
        }
        int first = in.get(start);
        int second = in.get(start + 1);
        int head = 2 + (second == LENGTH_16 ? 2 : second == LENGTH_64 ? 8 : 0);
        if (left < head) {
            return false;
        }
        if ((first & FINAL) == 0 || second < 0) {
            throw new IllegalStateException("the server sent a fragment or a masked frame");
        }
        opcode = first & 0x0f;
        at = start + head;
        length = second < LENGTH_16
                ? second
                : second == LENGTH_16 ? in.getShort(start + 2) & 0xffff : Math.toIntExact(in.getLong(start + 2));
        return left - head >= length;
    }

    /// A whole frame as a client sends it. The mask is the same for all: it hides nothing from anyone here.
    static ByteBuffer masked(int opcode, byte[] payload) {
        int head = payload.length < LENGTH_16 ? 2 : payload.length < 0x10000 ? 4 : 10;
        ByteBuffer out = ByteBuffer.allocate(head + 4 + payload.length);
        out.put((byte) (FINAL | opcode));
        switch (head) {
            case 2 -> out.put((byte) (0x80 | payload.length));
            case 4 -> out.put((byte) (0x80 | LENGTH_16)).putShort((short) payload.length);
            default -> out.put((byte) (0x80 | LENGTH_64)).putLong(payload.length);
        }
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        out.put(mask);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return out.flip();
    }
}
