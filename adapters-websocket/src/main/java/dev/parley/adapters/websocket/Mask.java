package dev.parley.adapters.websocket;

import java.nio.ByteBuffer;

/// The key with which a client hides one frame from proxies (RFC 6455 §5.3). One thread: the loop.
final class Mask {
    private static final int KEY_BYTES = 4;

    private int key;

    void key(int newKey) {
        key = newKey;
    }

    /// Unmasks `bytes` in place, from position 0 to the limit; the first of them is byte `offset` of the payload.
    void remove(ByteBuffer bytes, int offset) {
        int turned = Integer.rotateLeft(key, Byte.SIZE * (offset % KEY_BYTES));
        long twice = Integer.toUnsignedLong(turned) << Integer.SIZE | Integer.toUnsignedLong(turned);
        int at = 0;
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            bytes.putLong(at, bytes.getLong(at) ^ twice);
        }
        for (; at < bytes.limit(); at++) {
            int shift = Integer.SIZE - Byte.SIZE * (1 + at % KEY_BYTES);
            bytes.put(at, (byte) (bytes.get(at) ^ turned >>> shift));
        }
    }
}
