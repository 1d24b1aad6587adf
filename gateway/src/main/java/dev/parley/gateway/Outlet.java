package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import java.nio.ByteBuffer;

/// The socket, as a conversation sees it. Confined to its loop. Writes nothing that was not framed by [#framing].
public interface Outlet {
    Framing framing();

    /// Writes as much as the socket takes now and moves the position past it.
    ///
    /// @return true if nothing is left; otherwise the transport calls [Conversation#drained] once the socket
    ///     takes more
    boolean write(ByteBuffer frames);

    /// Whether the transport should go on reading from the peer.
    void reading(boolean on);

    /// Closes with the transport's own code for `why`, after what was written. [Conversation#ended] follows, once.
    void end(Ending why);
}
