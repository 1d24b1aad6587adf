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

    /// Starts a dialogue on `loop`; call it there.
    Conversation begin(Peer peer, Loop loop, Outlet outlet);
}
