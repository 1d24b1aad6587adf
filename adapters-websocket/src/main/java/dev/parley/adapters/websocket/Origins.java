package dev.parley.adapters.websocket;

import java.util.Collection;
import java.util.Set;

/// The web origins (RFC 6454) whose pages may connect.
///
/// Whole serialised origins are compared, so that neither a suffix nor another port slips through. Clients that are
/// no browsers send no origin and are let in; `null` is never on a list.
///
/// @param allowed such as `https://app.example.com`
public record Origins(Set<String> allowed) {
    public Origins {
        allowed = Set.copyOf(allowed);
        if (allowed.contains("null")) {
            throw new IllegalArgumentException("the opaque origin null cannot be allowed");
        }
    }

    /// Only clients without an origin.
    public static Origins none() {
        return new Origins(Set.of());
    }

    public static Origins of(String... origins) {
        return new Origins(Set.of(origins));
    }

    /// Pages that this very server serves on the machine that it runs on.
    public static Origins ofLoopback(int port) {
        return of("http://localhost:" + port, "http://127.0.0.1:" + port);
    }

    boolean allow(Collection<String> sent) {
        return sent.isEmpty() || (sent.size() == 1 && allowed.containsAll(sent));
    }
}
