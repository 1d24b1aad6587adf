package dev.parley.gateway;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The connections that live now and whose they are. Thread-safe.
final class PresentConnections {
    private final Map<ConnectionId, Principal> owners = new ConcurrentHashMap<>();

    void add(ConnectionId id, Principal owner) {
        owners.put(id, owner);
    }

    void remove(ConnectionId id) {
        owners.remove(id);
    }

    /// Whether the connection is known to belong to another user or device; an unknown one is nobody's.
    boolean isForeign(ConnectionId id, Principal principal) {
        Principal owner = owners.get(id);
        return owner != null
                && !(owner.tenant().equals(principal.tenant()) && owner.client().equals(principal.client()));
    }

    int size() {
        return owners.size();
    }
}
