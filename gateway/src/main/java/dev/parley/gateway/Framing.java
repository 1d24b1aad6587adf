package dev.parley.gateway;

import java.nio.ByteBuffer;

/// How a transport wraps one message, the same for all its connections, so that a message is framed once for many.
public interface Framing {
    /// Bytes that [#frame] will write for a message of `length` bytes.
    int framedLength(int length);

    /// Writes the message with what goes around it. `into` has [#framedLength] bytes left or more.
    void frame(byte[] message, ByteBuffer into);
}
