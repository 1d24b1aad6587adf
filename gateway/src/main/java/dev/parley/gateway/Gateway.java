package dev.parley.gateway;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import java.util.List;

/// What a transport gets to work with. Thread-safe.
public interface Gateway {
    /// The driving interfaces, for transports that answer calls without a conversation.
    Parley core();

    Authenticator authenticator();

    List<Loop> loops();

    ConnectionLimits limits();

    /// Calls of clients without a connection. A gateway of tests may have none.
    default StatelessCalls stateless() {
        throw new IllegalStateException("no calls without a connection here");
    }

    /// Starts a dialogue on `loop`; call it there.
    Conversation begin(Peer peer, Loop loop, Outlet outlet);
}
