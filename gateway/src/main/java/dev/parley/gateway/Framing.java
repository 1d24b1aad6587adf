package dev.parley.gateway;

import java.nio.ByteBuffer;

/// How a transport wraps one message, the same for all its connections, so that a message is framed once for many.
/// Framings that are equal make the same bytes.
public interface Framing {
    /// Bytes that [#frame] will write for a message of `length` bytes.
    int framedLength(int length);

    /// Writes the message with what goes around it. `into` has [#framedLength] bytes left or more.
    void frame(byte[] message, ByteBuffer into);

    /// As [#framedLength(int)], for a transport that shows a notification's parts in its own way.
    default int framedLength(Notification notification) {
        return framedLength(notification.message().length);
    }

    /// As [#frame(byte\[\], ByteBuffer)], for a transport that shows a notification's parts in its own way.
    default void frame(Notification notification, ByteBuffer into) {
        frame(notification.message(), into);
    }
}
