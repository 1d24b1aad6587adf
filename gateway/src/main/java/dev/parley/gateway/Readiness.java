package dev.parley.gateway;

import java.util.Optional;

/// Whether the server can do its work now, for whoever sends clients to it. Thread-safe; may wait a moment.
@FunctionalInterface
public interface Readiness {
    /// Why the server is not ready, for operators and not for clients; empty where it is.
    Optional<String> trouble();
}
