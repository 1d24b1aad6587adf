package dev.parley.application.events;

import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.LaneConfined;
import java.util.HashMap;
import java.util.Map;

/// The subscriptions of the connections that belong to one lane; those with none take no room.
@LaneConfined
final class SubscriptionCounts {
    private final int allowed;
    private final Map<ConnectionId, Integer> counts = new HashMap<>();

    SubscriptionCounts(int allowed) {
        this.allowed = allowed;
    }

    boolean take(ConnectionId connection) {
        int count = counts.getOrDefault(connection, 0);
        if (count >= allowed) {
            return false;
        }
        counts.put(connection, count + 1);
        return true;
    }

    void release(ConnectionId connection) {
        counts.computeIfPresent(connection, (id, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
