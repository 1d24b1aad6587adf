package dev.parley.application.presence;

import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashMap;
import java.util.Map;

/// One user in one room: the connections he joined with, and the devices that vanished and may yet come back. He is
/// here as long as there is either.
@LaneConfined
final class Presence {
    private final Map<ConnectionId, DeviceId> connections = new LinkedHashMap<>();
    private final Map<DeviceId, Lane.Timer> graces = new LinkedHashMap<>();

    void entered(ConnectionId connection, DeviceId device) {
        connections.put(connection, device);
        graceEnded(device);
    }

    void left(ConnectionId connection) {
        connections.remove(connection);
    }

    /// Whether a newer connection of the device is here already.
    boolean has(DeviceId device) {
        return connections.containsValue(device);
    }

    void graceStarted(DeviceId device, Lane.Timer timer) {
        graceEnded(device);
        graces.put(device, timer);
    }

    void graceEnded(DeviceId device) {
        Lane.Timer timer = graces.remove(device);
        if (timer != null) {
            timer.cancel();
        }
    }

    void allGracesEnded() {
        graces.values().forEach(Lane.Timer::cancel);
        graces.clear();
    }

    boolean isOver() {
        return connections.isEmpty() && graces.isEmpty();
    }
}
