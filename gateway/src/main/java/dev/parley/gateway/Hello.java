package dev.parley.gateway;

import dev.parley.domain.json.JsonObject;
import java.util.List;

/// What every client is told in the answer to `connect`, beside who it is.
///
/// @param node of the server that answers
/// @param timers that clients obey, milliseconds by name
/// @param limits that clients should know, by name
/// @param capabilities features that this server has
public record Hello(String node, JsonObject timers, JsonObject limits, List<String> capabilities) {
    public Hello {
        capabilities = List.copyOf(capabilities);
    }
}
