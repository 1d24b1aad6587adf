package dev.parley.listener;

import dev.parley.gateway.Transport;

/// A transport that speaks HTTP, at least at first, and shares the one listener.
///
/// The listener calls [#mount] and then [#open], both before the port is bound.
public interface WebTransport extends Transport {
    /// Adds this transport's routes and upgrades. Called once.
    void mount(Web web);

    /// The port that was bound, told once, right after: before, nobody could know it where 0 was asked for.
    default void bound(int port) {}
}
