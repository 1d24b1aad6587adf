package dev.parley.gateway;

import java.util.Set;

/// The web origins (RFC 6454) whose pages may use any transport that a browser reaches.
@FunctionalInterface
public interface AllowedOrigins {
    /// Whole serialised origins, such as `https://app.example.com`.
    ///
    /// @param port that was bound: a page that this server serves itself has it in its origin
    Set<String> on(int port);
}
