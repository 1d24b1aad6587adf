package dev.parley.testkit.lines;

import dev.parley.gateway.Framing;
import java.nio.ByteBuffer;

/// A message and a line feed. What a publisher sent may hold line ends, as white space; spaces serve as well.
enum LineFraming implements Framing {
    LINES;

    @Override
    public int framedLength(int length) {
        return length + 1;
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        for (byte each : message) {
            into.put(each == '\n' || each == '\r' ? (byte) ' ' : each);
        }
        into.put((byte) '\n');
    }
}
