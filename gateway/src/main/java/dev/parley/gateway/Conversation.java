package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import java.nio.ByteBuffer;

/// One client's dialogue in our protocol, whatever carries it. Confined to its loop.
public interface Conversation {
    /// One whole message, valid UTF-8; its bytes are the transport's again when this returns.
    void received(ByteBuffer message);

    /// Sends a frame of the transport's own (pong, ping, close), whole, in order with the messages. Already framed.
    void send(ByteBuffer frame);

    /// The socket takes bytes again.
    void drained();

    /// Whom a line of the log about this connection concerns.
    default LogContext about() {
        return LogContext.NONE;
    }

    /// The connection is gone. Exactly once; nothing is called after it.
    void ended(Ending why);
}
