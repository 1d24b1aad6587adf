package dev.parley.testkit.simulation;

import dev.parley.gateway.Framing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A message behind its length in four bytes: the simulated network's only framing.
final class LengthFraming implements Framing {
    static final LengthFraming FRAMING = new LengthFraming();

    private LengthFraming() {}

    @Override
    public int framedLength(int length) {
        return Integer.BYTES + length;
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        into.putInt(message.length).put(message);
    }

    /// Puts a connection's bytes together to messages again.
    static final class Reading {
        private byte[] pending = new byte[0];

        /// @return the messages that these bytes complete
        List<byte[]> feed(byte[] bytes) {
            ByteBuffer all = ByteBuffer.allocate(pending.length + bytes.length);
            all.put(pending).put(bytes).flip();
            List<byte[]> whole = new ArrayList<>();
            while (all.remaining() >= Integer.BYTES && all.remaining() >= Integer.BYTES + all.getInt(all.position())) {
                byte[] message = new byte[all.getInt()];
                all.get(message);
                whole.add(message);
            }
            pending = new byte[all.remaining()];
            all.get(pending);
            return whole;
        }
    }
}
